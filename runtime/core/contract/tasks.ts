import { decisionModes, signatureModes } from '../flow/index.js';
import { commandErrors, opinion, outcome, stepKind, timeLeft } from './case-shapes.js';
import { defineRoute } from './route.js';
import { amountFen, commandId, day, id, instant, page, pageOf, text } from './shared.js';
import { z } from './zod.js';

const data = z.record(z.string(), z.unknown());
const taskAction = z.enum([
  'claim',
  'release',
  'approve',
  'disapprove',
  'return',
  'return-to-step',
  'refuse',
  'refuse-acceptance',
  'pay',
  'transfer',
  'delegate',
  'answer-delegation',
  'recall-delegation',
  'add-signer',
  'request-opinions',
  'begin-procedure',
  'end-procedure',
  'copy',
  'recuse',
]);

/** One place from which the step is decided: who, and what they said. */
const seat = z.strictObject({
  id: z.string(),
  name: z.string(),
  place: z.enum(['before', 'main', 'after']),
  weight: z.number(),
  isAdded: z.boolean(),
  isOpen: z.boolean(),
  isMine: z.boolean(),
  /** May be taken away by this viewer (减签). */
  canRemove: z.boolean(),
  decision: z.enum(['approve', 'disapprove']).nullable(),
  opinion: z.string().nullable(),
  at: instant.nullable(),
});

const request = z.strictObject({
  id: z.string(),
  unitName: z.string(),
  question: z.string(),
  askedByName: z.string(),
  dueAt: instant,
  isMine: z.boolean(),
  answer: z
    .strictObject({
      verdict: z.enum(['agree', 'disagree', 'remark']),
      opinion: z.string(),
      byName: z.string(),
      at: instant,
    })
    .nullable(),
});

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
  /** 催办: how often, and when last. */
  urgedTimes: z.int(),
  urgedAt: instant.nullable(),
  escalated: z.boolean(),
  ...timeLeft.shape,
});
export type TaskRow = z.output<typeof taskRow>;

export const myTask = z.strictObject({
  ...taskRow.shape,
  actions: z.array(taskAction),
  reviewPoints: z.array(z.string()),
  phrases: z.array(z.string()),
  grantsAmount: z.boolean(),
  decisionMode: z.enum(decisionModes),
  /** Share of the weights at which a vote passes. */
  passShare: z.number(),
  seats: z.array(seat),
  /** The place from which this viewer decides now. */
  mySeat: z.string().nullable(),
  delegation: z
    .strictObject({ toName: z.string(), byName: z.string(), reason: z.string(), isMine: z.boolean() })
    .nullable(),
  requests: z.array(request),
  returnTargets: z.array(z.strictObject({ elementId: z.string(), name: z.string() })),
  signature: z.enum(signatureModes),
  meeting: z.boolean(),
  namesClause: z.boolean(),
  opinionRequired: z.boolean(),
  /** Clauses of the policy that a decision can name. */
  clauses: z.array(z.string()),
  /** Why it waits. */
  waitsFor: z.enum(['applicant', 'step', 'procedure']).nullable(),
});
export type MyTask = z.output<typeof myTask>;

/** What a decision leaves behind: files by id, a drawn signature (a file too), clauses, minutes (U8). */
const record = z.strictObject({
  attachments: z.array(id).max(20).optional(),
  signature: id.optional(),
  clauses: z.array(text(300)).max(20).optional(),
  minutes: z
    .strictObject({ heldOn: day, attendees: z.array(text(60)).min(1).max(60), resolution: text(4000) })
    .optional(),
});

const approvalErrors = [
  'TASK_DECIDED',
  'TASK_DELEGATED',
  'SIGNERS_FIRST',
  'REQUESTS_OPEN',
  'ALREADY_DECIDED',
  'NOT_YOUR_TURN',
  'SIGNATURE_REQUIRED',
  'MINUTES_REQUIRED',
  'CLAUSE_REQUIRED',
  'FINANCE_NO_APPROVAL',
  'FILE_UNKNOWN',
] as const;

const reason = text(1000);
const toPerson = { commandId, to: id, reason };

/** What can be done with a step beside deciding it. */
const taskAct = z.discriminatedUnion('act', [
  /** 转交 to a person, or with `toUnit` to a department (分流转办). */
  z.strictObject({
    act: z.literal('transfer'),
    commandId,
    to: id.optional(),
    toUnit: z.string().max(40).optional(),
    seatId: z.string().max(80).optional(),
    reason,
  }),
  z.strictObject({ act: z.literal('delegate'), ...toPerson }),
  z.strictObject({
    act: z.literal('answer-delegation'),
    commandId,
    opinion: text(2000),
    attachments: z.array(id).max(20).optional(),
  }),
  z.strictObject({ act: z.literal('recall-delegation'), commandId }),
  z.strictObject({ act: z.literal('add-signer'), ...toPerson, place: z.enum(['before', 'after', 'beside']) }),
  z.strictObject({ act: z.literal('remove-signer'), commandId, signerId: z.string().max(80), reason }),
  z.strictObject({
    act: z.literal('request-opinions'),
    commandId,
    toUnits: z.array(z.string().max(40)).min(1).max(20),
    question: text(2000),
    workingDays: z.int().min(1).max(60),
  }),
  z.strictObject({
    act: z.literal('answer-request'),
    commandId,
    requestId: z.string().max(80),
    verdict: z.enum(['agree', 'disagree', 'remark']),
    opinion: text(2000),
  }),
  z.strictObject({
    act: z.literal('begin-procedure'),
    commandId,
    procedure: z.enum(['expert-review', 'site-visit', 'hearing', 'inspection', 'publicity', 'other']),
    reason,
  }),
  z.strictObject({ act: z.literal('end-procedure'), commandId, result: text(2000) }),
  z.strictObject({
    act: z.literal('return-to-step'),
    commandId,
    elementId: z.string().max(160),
    mode: z.enum(['run-on', 'straight-back']),
    reason,
  }),
  z.strictObject({
    act: z.literal('copy'),
    commandId,
    to: z.array(id).min(1).max(50),
    text: z.string().trim().max(500),
  }),
  /** 回避: oneself, out of the whole case. */
  z.strictObject({ act: z.literal('recuse'), commandId, reason }),
]);
export type TaskAct = z.output<typeof taskAct>;

const taskParams = z.strictObject({ taskId: id });

export const taskRoutes = {
  listTasks: defineRoute({
    id: 'listTasks',
    method: 'get',
    path: '/api/tasks',
    tag: 'desk',
    summary: 'Steps for me: open to my groups, claimed by me, or done by me; by time left, or newest first when done',
    access: 'signed-in',
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
    access: 'signed-in',
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
    access: 'signed-in',
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
    access: 'signed-in',
    params: taskParams,
    body: z.discriminatedUnion('decision', [
      z.strictObject({
        decision: z.literal('approve'),
        commandId,
        opinion,
        seatId: z.string().max(80).optional(),
        record: record.optional(),
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
      /** One of several is against it (会签, 票签, 加签). */
      z.strictObject({
        decision: z.literal('disapprove'),
        commandId,
        opinion: text(2000),
        seatId: z.string().max(80),
        record: record.optional(),
      }),
      z.strictObject({
        decision: z.literal('refuse-acceptance'),
        commandId,
        opinion: text(2000),
        record: record.optional(),
      }),
      z.strictObject({ decision: z.literal('refuse'), commandId, opinion: text(2000), record: record.optional() }),
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
      'ALREADY_APPLIED',
      'AMOUNT_REASON_REQUIRED',
      'OPINION_REQUIRED',
      'REVIEW_POINTS_OPEN',
      'ACCOUNT_NOT_CONFIRMED',
      'SUBMISSION_INVALID',
      ...approvalErrors,
      ...commandErrors,
    ],
  }),
  actOnTask: defineRoute({
    id: 'actOnTask',
    method: 'post',
    path: '/api/tasks/:taskId/act',
    tag: 'desk',
    summary:
      'Transfer, delegate, add or remove signers, ask departments, special procedure, return to a step, copy, recuse: what the step permits, to who has it',
    access: 'signed-in',
    params: taskParams,
    body: taskAct,
    answer: outcome,
    errors: [
      'TASK_ALREADY_CLAIMED',
      'TASK_NOT_CLAIMED',
      'TASK_SUSPENDED',
      'SEPARATION_OF_DUTIES',
      'OPINION_REQUIRED',
      'PERSON_UNKNOWN',
      'SIGNER_NOT_ALLOWED',
      ...approvalErrors,
      ...commandErrors,
    ],
  }),
  approveTasks: defineRoute({
    id: 'approveTasks',
    method: 'post',
    path: '/api/tasks/approve',
    tag: 'desk',
    summary: 'Approve several steps with one opinion, each recorded by itself; what cannot be approved says why',
    access: 'signed-in',
    body: z.strictObject({
      items: z
        .array(z.strictObject({ taskId: id, commandId }))
        .min(1)
        .max(50),
      opinion: text(2000),
    }),
    answer: z.strictObject({
      results: z.array(
        z.strictObject({ taskId: id, code: z.string().nullable(), params: z.record(z.string(), z.unknown()) }),
      ),
    }),
  }),
};
