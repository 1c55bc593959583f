import { stepKinds } from '../flow/index.js';
import type { FieldAccess, FormSchema } from '../form/index.js';
import type { AmountResult, EligibilityAssessment, PastAward } from '../policy/index.js';
import { defineRoute } from './route.js';
import {
  amountFen,
  applicantKind,
  commandId,
  day,
  id,
  instant,
  light,
  page,
  pageOf,
  parsedBy,
  text,
} from './shared.js';
import { z } from './zod.js';

const tag = 'cases';

const caseStatus = z.enum([
  'in-progress',
  'correction',
  'completed',
  'refused',
  'acceptance-refused',
  'withdrawn',
  'terminated',
]);
const stepKind = z.enum(stepKinds);
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
  ]),
  stepName: z.string().nullable(),
  actorName: z.string().nullable(),
  unitName: z.string().nullable(),
  opinion: z.string().nullable(),
  /** Facts for the sentence: amount, voucher, agent, items to correct … */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

const timeLeft = z.strictObject({
  dueAt: instant.nullable(),
  light,
  /** Working minutes left; negative when overdue; null where there is no limit. */
  workingMinutesLeft: z.int().nullable(),
});

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
  channel: z.enum(['portal', 'window']),
  requestedAmountFen: z.int().nullable(),
  grantedAmountFen: z.int().nullable(),
  submittedAt: instant,
  updatedAt: instant,
  currentSteps: z.array(currentStep),
});
export type CaseRow = z.output<typeof caseRow>;

const taskAction = z.enum(['claim', 'release', 'approve', 'return', 'refuse', 'refuse-acceptance', 'pay']);

const taskRow = z.strictObject({
  id,
  caseId: id,
  caseNumber: z.string(),
  policyTitle: z.string(),
  applicantName: z.string(),
  stepName: z.string(),
  stepKind,
  status: z.enum(['open', 'claimed', 'suspended', 'done', 'cancelled']),
  claimedByName: z.string().nullable(),
  claimedByMe: z.boolean(),
  requestedAmountFen: z.int().nullable(),
  grantedAmountFen: z.int().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  ...timeLeft.shape,
});
export type TaskRow = z.output<typeof taskRow>;

const myTask = z.strictObject({
  ...taskRow.shape,
  actions: z.array(taskAction),
  reviewPoints: z.array(z.string()),
  phrases: z.array(z.string()),
  grantsAmount: z.boolean(),
});
export type MyTask = z.output<typeof myTask>;

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
  flow: z.strictObject({ xml: z.string(), done: z.array(z.string()), current: z.array(z.string()) }),
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
  /** This viewer's task on the case, when there is one. */
  task: myTask.nullable(),
  can: z.strictObject({
    withdraw: z.boolean(),
    correct: z.boolean(),
    printReceipt: z.boolean(),
    revealIdentity: z.boolean(),
    /** Check the chain of its history. */
    checkHistory: z.boolean(),
  }),
});
export type CaseDetail = z.output<typeof caseDetail>;

const caseParams = z.strictObject({ caseId: id });
const taskParams = z.strictObject({ taskId: id });
const opinion = z.string().trim().max(2000);
const commandErrors = [
  'CASE_FINISHED',
  'CASE_BUSY',
  'TASK_CLOSED',
  'ACTION_NOT_ALLOWED',
  'FLOW_REFUSED',
  'LIMIT_EXCEEDED',
  'IDEMPOTENCY_KEY_REUSED',
] as const;
/** What a command on a case answers. */
export const outcome = z.strictObject({ caseId: id, status: caseStatus });

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
      view: z.enum(['applicant', 'window-today', 'window-corrections', 'window-handout', 'started-by-me', 'unit']),
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

export const taskRoutes = {
  listTasks: defineRoute({
    id: 'listTasks',
    method: 'get',
    path: '/api/tasks',
    tag: 'desk',
    summary: 'Steps for me: open to my groups, claimed by me, or done by me; by time left, or newest first when done',
    access: ['task.decide'],
    query: z.strictObject({
      list: z.enum(['open', 'claimed', 'done']).default('open'),
      policyId: id.optional(),
      stepKind: stepKind.optional(),
      query: z.string().max(60).optional(),
      ...page,
    }),
    answer: z.strictObject({
      ...pageOf(taskRow).shape,
      counts: z.strictObject({ open: z.int(), claimed: z.int(), overdue: z.int() }),
    }),
  }),
  claimTask: defineRoute({
    id: 'claimTask',
    method: 'post',
    path: '/api/tasks/:taskId/claim',
    tag: 'desk',
    summary: 'Take a task (签收); a second taker is told who was first',
    access: ['task.decide'],
    params: taskParams,
    body: z.strictObject({ commandId }),
    answer: outcome,
    errors: ['TASK_ALREADY_CLAIMED', 'SEPARATION_OF_DUTIES', 'TASK_SUSPENDED', ...commandErrors],
  }),
  releaseTask: defineRoute({
    id: 'releaseTask',
    method: 'post',
    path: '/api/tasks/:taskId/release',
    tag: 'desk',
    summary: 'Give a claimed task back to the group',
    access: ['task.decide'],
    params: taskParams,
    body: z.strictObject({ commandId }),
    answer: outcome,
    errors: ['TASK_NOT_CLAIMED', 'TASK_SUSPENDED', ...commandErrors],
  }),
  decideTask: defineRoute({
    id: 'decideTask',
    method: 'post',
    path: '/api/tasks/:taskId/decide',
    tag: 'desk',
    summary: 'Decide a task. One that nobody has claimed is claimed in the same act',
    access: ['task.decide'],
    params: taskParams,
    body: z.discriminatedUnion('decision', [
      z.strictObject({
        decision: z.literal('approve'),
        commandId,
        opinion,
        reviewPointsChecked: z.array(z.int().min(0).max(100)).max(100).default([]),
        /** On a step that sets the amount; a reason is needed where it differs from what was asked (U8). */
        grantedAmountFen: amountFen.optional(),
        amountReason: opinion.optional(),
        /** Fields this step may edit. */
        edits: data.optional(),
      }),
      z.strictObject({
        decision: z.literal('return'),
        commandId,
        reason: text(2000),
        /** All that is missing, at once (R27). */
        items: z.array(z.strictObject({ path: z.string().max(200).nullable(), text: text(500) })).max(50),
      }),
      z.strictObject({ decision: z.literal('refuse-acceptance'), commandId, opinion: text(2000) }),
      z.strictObject({ decision: z.literal('refuse'), commandId, opinion: text(2000) }),
      z.strictObject({
        decision: z.literal('paid'),
        commandId,
        voucherNumber: text(60),
        paidOn: day,
        opinion: opinion.default(''),
      }),
      z.strictObject({ decision: z.literal('payment-failed'), commandId, reason: text(500) }),
    ]),
    answer: outcome,
    errors: [
      'TASK_ALREADY_CLAIMED',
      'SEPARATION_OF_DUTIES',
      'TASK_SUSPENDED',
      'AMOUNT_REQUIRED',
      'AMOUNT_TOO_LARGE',
      'AMOUNT_REASON_REQUIRED',
      'OPINION_REQUIRED',
      'REVIEW_POINTS_OPEN',
      'SUBMISSION_INVALID',
      ...commandErrors,
    ],
  }),
};
