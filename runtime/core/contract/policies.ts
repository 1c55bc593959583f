import type { FormSchema, Option } from '../form/index.js';
import type {
  EligibilityAssessment,
  PolicyElements,
  PolicyMaterial,
  PolicyProblem,
  PolicyRules,
  RegistryVariable,
} from '../policy/index.js';
import { policyClasses, projectClasses, redemptions } from '../policy/index.js';
import { defineRoute } from './route.js';
import { empty, id, instant, page, pageOf, parsedBy, revision, text } from './shared.js';
import { z } from './zod.js';

const designer = 'designer';
const catalogue = 'catalogue';

const elements = parsedBy<PolicyElements>('The elements (要素) of a policy, see core/policy');
const form = parsedBy<FormSchema>('Form schema, see core/form');
const rules = parsedBy<PolicyRules>('Conditions and amount, see core/policy');
const materials = z.array(parsedBy<PolicyMaterial>('A material, see core/policy')).max(60);
const flow = z.string().min(1).max(1_000_000).meta({ description: 'BPMN 2.0 XML with the duixian extension (D17)' });
const problem = parsedBy<PolicyProblem>('A problem: part, place, code, params, severity');
const assessment = parsedBy<EligibilityAssessment>('Verdict, and each condition with its trace');

/** The parts of a draft policy; each has a revision of its own, so that two people can work on two parts (D8). */
export const policyParts = ['elements', 'form', 'rules', 'flow', 'materials'] as const;
export type PolicyPart = (typeof policyParts)[number];
const revisions = z.strictObject({
  elements: revision,
  form: revision,
  rules: revision,
  flow: revision,
  materials: revision,
});

const policyState = z.enum(['draft', 'online', 'offline']);
const policyRow = z.strictObject({
  id,
  title: z.string(),
  unitName: z.string(),
  state: policyState,
  /** Version online, 0 when never published. */
  version: z.int(),
  /** The draft differs from the version online. */
  changed: z.boolean(),
  openCases: z.int(),
  updatedAt: instant,
  updatedBy: z.string(),
});
export type PolicyRow = z.output<typeof policyRow>;

const draftPolicy = z.strictObject({
  id,
  unitId: id,
  unitName: z.string(),
  state: policyState,
  version: z.int(),
  revisions,
  elements,
  form,
  rules,
  flow,
  materials,
  updatedAt: instant,
  updatedBy: z.string(),
});
export type DraftPolicy = z.output<typeof draftPolicy>;

/** What a case is pinned to; never changes (D8). */
const versionContent = z.strictObject({
  policyId: id,
  version: z.int().min(1),
  elements,
  form,
  rules,
  flow,
  materials,
  publishedAt: instant,
});
export type PolicyVersionContent = z.output<typeof versionContent>;

const catalogueRow = z.strictObject({
  id,
  version: z.int(),
  title: z.string(),
  summary: z.string(),
  audience: z.enum(['enterprise', 'person']),
  class: z.enum(policyClasses),
  redemption: z.enum(redemptions),
  unitName: z.string(),
  amountText: z.string(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  /** Working days left until it closes, for the list. */
  workingDaysLeft: z.int().nullable(),
  availability: z.enum(['open', 'not-yet', 'closed']),
  /** For a signed-in applicant; null for a visitor. */
  assessment: assessment.nullable(),
  /** What the rules give for this applicant on what is known, null when that is not enough. */
  amountFen: z.int().nullable(),
});
export type CatalogueRow = z.output<typeof catalogueRow>;

const step = z.strictObject({
  elementId: z.string(),
  name: z.string(),
  handler: z.string(),
  kind: z.string(),
  limitWorkingDays: z.number().nullable(),
});

const guide = z.strictObject({
  ...catalogueRow.shape,
  elements,
  /** Conditions with clause, for visitors too. */
  rules,
  materials,
  flow,
  steps: z.array(step),
  promisedWorkingDays: z.number().nullable(),
  publishedAt: instant,
});
export type PolicyGuide = z.output<typeof guide>;

const policyParams = z.strictObject({ policyId: id });
const slug = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);

export const policyRoutes = {
  listPolicies: defineRoute({
    id: 'listPolicies',
    method: 'get',
    path: '/api/designer/policies',
    tag: designer,
    summary: 'Policies of the own units, newest change first',
    access: ['policy.design'],
    query: z.strictObject({ query: z.string().max(60).optional(), state: policyState.optional(), ...page }),
    answer: pageOf(policyRow),
  }),
  listTemplates: defineRoute({
    id: 'listTemplates',
    method: 'get',
    path: '/api/designer/templates',
    tag: designer,
    summary: 'Templates a policy can start from',
    access: ['policy.design'],
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          id,
          title: z.string(),
          summary: z.string(),
          projectClass: z.enum(projectClasses),
          fields: z.int(),
          steps: z.int(),
        }),
      ),
    }),
  }),
  listRegistryVariables: defineRoute({
    id: 'listRegistryVariables',
    method: 'get',
    path: '/api/registry-variables',
    tag: designer,
    summary: 'What government knows of applicants, as typed variables that rules may use',
    access: 'signed-in',
    answer: z.strictObject({ items: z.array(parsedBy<RegistryVariable>('A registry variable, see core/policy')) }),
  }),
  listCodeTables: defineRoute({
    id: 'listCodeTables',
    method: 'get',
    path: '/api/code-tables',
    tag: designer,
    summary: 'Code tables that form fields may name, e.g. regions',
    access: 'signed-in',
    answer: z.strictObject({ tables: z.record(z.string(), z.array(parsedBy<Option>('label, value, parent'))) }),
  }),
  createPolicy: defineRoute({
    id: 'createPolicy',
    method: 'post',
    path: '/api/designer/policies',
    tag: designer,
    summary: 'Start a policy, blank or from a template',
    access: ['policy.design'],
    idempotent: true,
    body: z.strictObject({ title: text(80), unitId: id.optional(), templateId: id.nullable().default(null) }),
    answer: draftPolicy,
    status: 201,
    errors: ['TEMPLATE_UNKNOWN', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_MISSING'],
  }),
  getPolicy: defineRoute({
    id: 'getPolicy',
    method: 'get',
    path: '/api/designer/policies/:policyId',
    tag: designer,
    summary: 'The draft, all parts with their revisions',
    access: ['policy.design'],
    params: policyParams,
    answer: draftPolicy,
  }),
  savePart: defineRoute({
    id: 'savePart',
    method: 'put',
    path: '/api/designer/policies/:policyId/parts/:part',
    tag: designer,
    summary: 'Save one part on top of the revision it was read at; the other parts stay as they are',
    access: ['policy.design'],
    params: z.strictObject({ policyId: id, part: z.enum(policyParts) }),
    body: z.discriminatedUnion('part', [
      z.strictObject({ part: z.literal('elements'), revision, content: elements }),
      z.strictObject({ part: z.literal('form'), revision, content: form }),
      z.strictObject({ part: z.literal('rules'), revision, content: rules }),
      z.strictObject({ part: z.literal('flow'), revision, content: flow }),
      z.strictObject({ part: z.literal('materials'), revision, content: materials }),
    ]),
    answer: z.strictObject({ revision, updatedAt: instant }),
    errors: ['REVISION_CONFLICT', 'PART_INVALID'],
  }),
  checkPolicy: defineRoute({
    id: 'checkPolicy',
    method: 'post',
    path: '/api/designer/policies/:policyId/check',
    tag: designer,
    summary: 'Check the draft as a whole: every problem with its place',
    access: ['policy.design'],
    params: policyParams,
    answer: z.strictObject({ problems: z.array(problem) }),
  }),
  publishPolicy: defineRoute({
    id: 'publishPolicy',
    method: 'post',
    path: '/api/designer/policies/:policyId/publish',
    tag: designer,
    summary: 'Publish the draft at these revisions as the next version; refused while it has errors',
    access: ['policy.publish'],
    params: policyParams,
    body: z.strictObject({ revisions }),
    answer: z.strictObject({ version: z.int(), publishedAt: instant }),
    errors: ['REVISION_CONFLICT', 'POLICY_NOT_PUBLISHABLE'],
  }),
  takePolicyOffline: defineRoute({
    id: 'takePolicyOffline',
    method: 'post',
    path: '/api/designer/policies/:policyId/take-offline',
    tag: designer,
    summary: 'Take the policy off the portal; running cases go on',
    access: ['policy.publish'],
    params: policyParams,
    body: z.strictObject({ reason: text(500) }),
    answer: empty,
    errors: ['POLICY_NOT_ONLINE'],
  }),
  deletePolicy: defineRoute({
    id: 'deletePolicy',
    method: 'delete',
    path: '/api/designer/policies/:policyId',
    tag: designer,
    summary: 'Delete a policy that was never published',
    access: ['policy.design'],
    params: policyParams,
    answer: empty,
    errors: ['ACTION_NOT_ALLOWED'],
  }),

  browsePolicies: defineRoute({
    id: 'browsePolicies',
    method: 'get',
    path: '/api/tenants/:slug/policies',
    tag: catalogue,
    summary: 'The public catalogue, searched by words, pinyin and class; with a verdict for a signed-in applicant',
    access: 'public',
    params: z.strictObject({ slug }),
    query: z.strictObject({
      query: z.string().max(60).optional(),
      class: z.enum(policyClasses).optional(),
      audience: z.enum(['enterprise', 'person']).optional(),
      applicantId: id.optional(),
      ...page,
    }),
    answer: z.strictObject({
      ...pageOf(catalogueRow).shape,
      classes: z.array(z.strictObject({ name: z.enum(policyClasses), count: z.int() })),
      total: z.int(),
      /** When the registry facts that the verdicts rest on were taken over. */
      factsAsOf: instant.nullable(),
    }),
  }),
  getGuide: defineRoute({
    id: 'getGuide',
    method: 'get',
    path: '/api/tenants/:slug/policies/:policyId',
    tag: catalogue,
    summary: 'The guide (申报指南) of the version online',
    access: 'public',
    params: z.strictObject({ slug, policyId: id }),
    query: z.strictObject({ applicantId: id.optional() }),
    answer: guide,
  }),
  getPolicyVersion: defineRoute({
    id: 'getPolicyVersion',
    method: 'get',
    path: '/api/policies/:policyId/versions/:version',
    tag: catalogue,
    summary: 'One published version, whole: what a draft or case is pinned to',
    access: 'signed-in',
    params: z.strictObject({ policyId: id, version: z.coerce.number().int().min(1) }),
    answer: versionContent,
  }),
};
