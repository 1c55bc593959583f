import type { FieldAccess, FormSchema } from '../form/index.js';
import type { AmountResult, EligibilityAssessment, PastAward } from '../policy/index.js';
import { caseStatus, commandErrors, opinion, outcome, timeLeft } from './case-shapes.js';
import { onBehalf } from './drafts.js';
import { defineRoute } from './route.js';
import { applicantKind, commandId, day, id, instant, page, pageOf, parsedBy, text } from './shared.js';
import { myTask } from './tasks.js';
import { z } from './zod.js';

const tag = 'cases';

const data = z.record(z.string(), z.unknown());

/** One line of the way so far, for people; the words are made from `kind` by the catalogue. */
const timelineEntry = z.strictObject({
  seq: z.int(),
  at: instant,
  kind: z.enum([
    'submitted',
    'accepted',
    'approved',
    'returned',
    'resubmitted',
    'refused',
    'acceptance-refused',
    'paid',
    'payment-failed',
    'withdrawn',
    'completed',
    'step-finished',
    'incident',
    'incident-retried',
    'incident-moved-on',
    'migrated',
    'voted',
    'passed',
    'transferred',
    'routed',
    'delegated',
    'delegation-answered',
    'signer-added',
    'signer-removed',
    'opinion-requested',
    'request-answered',
    'procedure-begun',
    'procedure-ended',
    'taken-back',
    'urged',
    'reminded',
    'overdue',
    'escalated',
    'copied',
    'recused',
    'limit-changed',
    /** Made from a screening (R16). */
    'screened',
    'account-confirmed',
    'given-up',
  ]),
  stepName: z.string().nullable(),
  actorName: z.string().nullable(),
  unitName: z.string().nullable(),
  opinion: z.string().nullable(),
  /** Facts for the sentence: amount, voucher, agent, items to correct … */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

const currentStep = z.strictObject({ elementId: z.string(), name: z.string(), handler: z.string(), ...timeLeft.shape });
const comingStep = z.strictObject({
  elementId: z.string(),
  name: z.string(),
  handler: z.string(),
  expectedBy: instant.nullable(),
  certain: z.boolean(),
});

export const caseRow = z.strictObject({
  id,
  number: z.string(),
  policyId: id,
  policyTitle: z.string(),
  applicantName: z.string(),
  status: caseStatus,
  /** `screening`: nobody applied, the department's list was confirmed (免申即享). */
  channel: z.enum(['portal', 'window', 'screening']),
  requestedAmountFen: z.int().nullable(),
  grantedAmountFen: z.int().nullable(),
  submittedAt: instant,
  updatedAt: instant,
  currentSteps: z.array(currentStep),
});
export type CaseRow = z.output<typeof caseRow>;

const material = z.strictObject({
  materialId: id.nullable(),
  title: z.string(),
  fieldId: z.string().nullable(),
  files: z.array(
    z.strictObject({
      fileId: id,
      name: z.string(),
      size: z.int(),
      originalSeen: z.boolean(),
      uploadedBy: z.enum(['applicant', 'window']),
    }),
  ),
  /** Government holds it: not asked for (R24). */
  heldByGovernment: z.boolean(),
});

const payment = z.strictObject({
  status: z.enum(['waiting', 'failed', 'paid']),
  amountFen: z.int(),
  voucherNumber: z.string().nullable(),
  reason: z.string().nullable(),
  paidOn: day.nullable(),
  at: instant.nullable(),
  attempts: z.int(),
});

const instalment = z.strictObject({
  number: z.int(),
  amountFen: z.int(),
  status: z.enum(['planned', 'waiting', 'failed', 'paid']),
  /** When it falls due; null until the first is paid. */
  dueOn: day.nullable(),
});

export const caseDetail = z.strictObject({
  ...caseRow.shape,
  policyVersion: z.int(),
  applicant: z.strictObject({ id, name: z.string(), kind: applicantKind, identityMasked: z.string() }),
  filedBy: z.strictObject({
    name: z.string(),
    unitName: z.string().nullable(),
    /** Who came to the counter. */
    agentName: z.string().nullable(),
    agentRelation: z.enum(['legal-representative', 'self', 'agent']).nullable(),
    consentAt: instant.nullable(),
  }),
  form: parsedBy<FormSchema>('Form schema of the pinned version'),
  access: parsedBy<FieldAccess>('What this viewer may see and edit, by field id'),
  /** Answers, without what this viewer may not see; identity and bank numbers masked. */
  data,
  /** Field ids that were amended by the latest resubmission. */
  changedFields: z.array(z.string()),
  assessment: parsedBy<EligibilityAssessment>('What the machine checked when it was filed'),
  /** How the requested amount came about (N4); null where the policy grants no money. */
  amount: parsedBy<AmountResult | null>('Formula, decisions and bounds behind the requested amount'),
  /** What the applicant has beside this case that bears on its amount (N9). */
  awards: z.array(parsedBy<PastAward>('An award of the same kind, or under the same yearly cap')),
  /** The most that can be granted now; null where nothing bounds it. */
  grantLimitFen: z.int().nullable(),
  /** The parts in which it is paid; empty where it is paid at once. */
  instalments: z.array(instalment),
  amountReason: z.string().nullable(),
  materials: z.array(material),
  timeline: z.array(timelineEntry),
  coming: z.array(comingStep),
  flow: z.strictObject({
    xml: z.string(),
    done: z.array(z.string()),
    current: z.array(z.string()),
    /** Who has done, has or will have each step, and when it was done or is due; names of people only for staff. */
    marks: z.array(
      z.strictObject({
        elementId: z.string(),
        state: z.enum(['done', 'current', 'coming']),
        who: z.string(),
        at: instant.nullable(),
      }),
    ),
  }),
  correction: z
    .strictObject({
      reason: z.string(),
      items: z.array(z.strictObject({ path: z.string().nullable(), text: z.string() })),
      at: instant,
      byName: z.string(),
    })
    .nullable(),
  payment: payment.nullable(),
  /** A fault holds it up; whoever administers the unit is at it. */
  heldUp: z.boolean(),
  /** U2: of a case that nobody applied for; the firm confirms where the money goes, or gives it up. */
  confirmation: z
    .strictObject({
      state: z.enum(['waiting', 'confirmed', 'given-up']),
      at: instant.nullable(),
      byName: z.string().nullable(),
      /** Fields that are confirmed; empty where the form asks for no account. */
      fields: z.array(z.string()),
      access: parsedBy<FieldAccess>('What of the form is filled in for it'),
    })
    .nullable(),
  /** This viewer's task on the case, when there is one. */
  task: myTask.nullable(),
  can: z.strictObject({
    withdraw: z.boolean(),
    correct: z.boolean(),
    confirmAccount: z.boolean(),
    printReceipt: z.boolean(),
    revealIdentity: z.boolean(),
    /** Check the chain of its history. */
    checkHistory: z.boolean(),
    urge: z.boolean(),
    /** Steps that this viewer decided and may take back (撤回). */
    takeBack: z.array(z.strictObject({ elementId: z.string(), name: z.string() })),
  }),
});
export type CaseDetail = z.output<typeof caseDetail>;

const caseParams = z.strictObject({ caseId: id });
export const caseRoutes = {
  listCases: defineRoute({
    id: 'listCases',
    method: 'get',
    path: '/api/cases',
    tag,
    summary:
      'Cases: an applicant’s own, the window’s (today, to be corrected, to be handed out), or those a unit may supervise; newest first',
    access: 'signed-in',
    query: z.strictObject({
      view: z.enum([
        'applicant',
        'window-today',
        'window-corrections',
        'window-handout',
        'window-awards',
        'started-by-me',
        'copied',
        'unit',
      ]),
      applicantId: id.optional(),
      query: z.string().max(60).optional(),
      status: caseStatus.optional(),
      policyId: id.optional(),
      ...page,
    }),
    answer: pageOf(caseRow),
  }),
  getCase: defineRoute({
    id: 'getCase',
    method: 'get',
    path: '/api/cases/:caseId',
    tag,
    summary: 'One case as this viewer may see it',
    access: 'signed-in',
    params: caseParams,
    answer: caseDetail,
  }),
  revealAnswers: defineRoute({
    id: 'revealAnswers',
    method: 'post',
    path: '/api/cases/:caseId/reveal',
    tag,
    summary:
      'Identity and bank numbers of the answers in full, for who handles the case (finance pays to them) and for the window that corrects it; each view is audited with its reason (D20)',
    access: ['identity.read-full'],
    params: caseParams,
    body: z.strictObject({ reason: text(200) }),
    /** Only the masked answers, by field id; a table's rows as they stand. */
    answer: z.strictObject({ data }),
    errors: ['FORBIDDEN'],
  }),
  withdrawCase: defineRoute({
    id: 'withdrawCase',
    method: 'post',
    path: '/api/cases/:caseId/withdraw',
    tag,
    summary: 'The applicant (or the window that filed) takes the case back before it is accepted',
    access: ['case.file', 'case.file-on-behalf'],
    params: caseParams,
    body: z.strictObject({ commandId, reason: opinion }),
    answer: outcome,
    errors: ['WITHDRAWAL_TOO_LATE', ...commandErrors],
  }),
  resubmitCase: defineRoute({
    id: 'resubmitCase',
    method: 'post',
    path: '/api/cases/:caseId/resubmit',
    tag,
    summary:
      'Hand in what was returned for correction (补正); the whole answers, checked again. Masked values sent back unchanged keep what is stored',
    access: ['case.file', 'case.file-on-behalf'],
    params: caseParams,
    body: z.strictObject({ commandId, data, originalsSeen: z.array(id).max(200).optional() }),
    answer: outcome,
    errors: [
      'NOTHING_TO_CORRECT',
      'SUBMISSION_INVALID',
      'FILE_UNKNOWN',
      'AMOUNT_TOO_LARGE',
      'ALREADY_APPLIED',
      ...commandErrors,
    ],
  }),
  confirmAccount: defineRoute({
    id: 'confirmAccount',
    method: 'post',
    path: '/api/cases/:caseId/confirm-account',
    tag,
    summary:
      'The firm says where the money of a case goes that it never applied for (U2), or the window for it with who came and their consent; checked like the form',
    access: ['case.file', 'case.file-on-behalf'],
    params: caseParams,
    body: z.strictObject({ commandId, data, onBehalf: onBehalf.nullable().default(null) }),
    answer: outcome,
    errors: [
      'NOTHING_TO_CONFIRM',
      'SUBMISSION_INVALID',
      'CONSENT_MISSING',
      'IDENTITY_INVALID',
      'FILE_UNKNOWN',
      ...commandErrors,
    ],
  }),
  giveUpAward: defineRoute({
    id: 'giveUpAward',
    method: 'post',
    path: '/api/cases/:caseId/give-up',
    tag,
    summary: 'The firm gives up (放弃) what it never applied for; the case ends',
    access: ['case.file', 'case.file-on-behalf'],
    params: caseParams,
    body: z.strictObject({ commandId, reason: opinion, onBehalf: onBehalf.nullable().default(null) }),
    answer: outcome,
    errors: ['NOTHING_TO_CONFIRM', 'CONSENT_MISSING', 'IDENTITY_INVALID', 'FILE_UNKNOWN', ...commandErrors],
  }),
  getReceipt: defineRoute({
    id: 'getReceipt',
    method: 'get',
    path: '/api/cases/:caseId/receipt',
    tag,
    summary:
      'What the receipt (收件凭证) prints: number, materials, who took it in, and the QR code of the progress page',
    access: 'signed-in',
    params: caseParams,
    answer: z.strictObject({
      number: z.string(),
      tenantName: z.string(),
      policyTitle: z.string(),
      applicantName: z.string(),
      agentName: z.string().nullable(),
      receivedAt: instant,
      receivedBy: z.string(),
      unitName: z.string(),
      materials: z.array(material),
      promisedWorkingDays: z.number().nullable(),
      progressUrl: z.string(),
      qrSvg: z.string(),
    }),
  }),
  getProgress: defineRoute({
    id: 'getProgress',
    method: 'get',
    path: '/api/tenants/:slug/progress/:code',
    tag,
    summary: 'Progress of a case for who holds its receipt: no answers, names masked',
    access: 'public',
    params: z.strictObject({
      slug: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
      code: z.string().regex(/^[\w-]{16,64}$/),
    }),
    answer: z.strictObject({
      number: z.string(),
      policyTitle: z.string(),
      applicantMasked: z.string(),
      status: caseStatus,
      submittedAt: instant,
      timeline: z.array(timelineEntry.omit({ actorName: true, opinion: true, detail: true })),
      currentSteps: z.array(currentStep),
      coming: z.array(comingStep),
    }),
  }),
};
