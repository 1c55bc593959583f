import type { EligibilityAssessment } from '../policy/index.js';
import { dryRunChanges, screeningOutcomes, type UnmetCondition } from '../screening/index.js';
import { progress } from './enterprises.js';
import { defineRoute } from './route.js';
import { amountFen, empty, id, instant, page, pageOf, parsedBy, text } from './shared.js';
import { z } from './zod.js';

const tag = 'screenings';

const outcome = z.enum(screeningOutcomes);
const change = z.enum(dryRunChanges);
const counted = <T extends string>(keys: readonly T[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, z.int()])) as Record<T, z.ZodInt>);

const screening = z.strictObject({
  id,
  /** `screening`: a published version, to be confirmed into cases. `dry-run`: a draft beside the version in force. */
  purpose: z.enum(['screening', 'dry-run']),
  policyId: id,
  policyTitle: z.string(),
  /** Of the rules that are run; null for a draft. */
  version: z.int().nullable(),
  /** Of the rules compared with; null where nothing is in force. */
  comparedVersion: z.int().nullable(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  stage: z.enum(['screen', 'confirm']),
  progress,
  tally: z.strictObject({
    screened: z.int(),
    outcomes: counted(screeningOutcomes),
    sumFen: z.int(),
    sumBeforeFen: z.int(),
    changes: counted(dryRunChanges),
    /** Firms kept out by each condition, in the order of the rules. */
    failedBy: z.array(z.strictObject({ id: z.string(), title: z.string(), count: z.int() })),
    /** Past cases that were run beside the firms. */
    cases: z.int(),
  }),
  budgetFen: z.int().nullable(),
  snapshotAsOf: z.string(),
  excluded: z.int(),
  confirmed: z.strictObject({
    cases: z.int(),
    skipped: z.int(),
    at: instant.nullable(),
    byName: z.string().nullable(),
  }),
  startedBy: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** May this viewer confirm, exclude and export? */
  may: z.strictObject({ confirm: z.boolean(), cancel: z.boolean() }),
});
export type ScreeningView = z.output<typeof screening>;

const compared = z.strictObject({ outcome, amountFen: z.int().nullable() });
const row = z.strictObject({
  id,
  /** A firm of the snapshot, or a past case. */
  kind: z.enum(['firm', 'case']),
  name: z.string(),
  codeMasked: z.string(),
  outcome,
  amountFen: z.int().nullable(),
  unmet: z.array(parsedBy<UnmetCondition>('A condition that is missed by a measured distance, with its trace')),
  /** Conditions left to reviewers. */
  toReview: z.int(),
  before: compared.nullable(),
  change: change.nullable(),
  state: z.enum(['listed', 'excluded', 'case', 'skipped']),
  reason: z.string().nullable(),
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
});
export type ScreeningRow = z.output<typeof row>;

const assessment = parsedBy<EligibilityAssessment>('Verdict, and each condition with its trace');
const explained = z.strictObject({
  name: z.string(),
  codeMasked: z.string(),
  outcome,
  amountFen: z.int().nullable(),
  assessment,
  /** By the version in force, in a dry run. */
  before: z.strictObject({ outcome, amountFen: z.int().nullable(), assessment }).nullable(),
});
export type ScreeningExplanation = z.output<typeof explained>;

const group = z.enum(['hit', 'near', 'open', 'newly-hits', 'newly-fails', 'amount', 'other']).default('hit');
const params = z.strictObject({ screeningId: id });
/** Who screens: a department; who designs may run its own drafts. */
const readers = ['screening.run', 'policy.design'] as const;

export const screeningRoutes = {
  listScreenings: defineRoute({
    id: 'listScreenings',
    method: 'get',
    path: '/api/screenings',
    tag,
    summary: 'Screenings and dry runs of the own units, newest first',
    access: [...readers],
    query: z.strictObject({
      purpose: z.enum(['screening', 'dry-run']).default('screening'),
      policyId: id.optional(),
      ...page,
    }),
    answer: pageOf(screening),
  }),
  startScreening: defineRoute({
    id: 'startScreening',
    method: 'post',
    path: '/api/screenings',
    tag,
    summary:
      'Run a policy over the snapshot: its version online (screening), or its draft beside the version in force, over past cases too (dry run)',
    access: [...readers],
    idempotent: true,
    body: z.strictObject({
      purpose: z.enum(['screening', 'dry-run']),
      policyId: id,
      /** What may be spent on this screening, by the officer's word; null: no bound. */
      budgetFen: amountFen.nullable().default(null),
    }),
    answer: screening,
    status: 201,
    errors: [
      'NO_SNAPSHOT',
      'POLICY_NOT_ONLINE',
      'POLICY_NOT_FOR_FIRMS',
      'PART_INVALID',
      'IDEMPOTENCY_KEY_MISSING',
      'IDEMPOTENCY_KEY_REUSED',
    ],
  }),
  getScreening: defineRoute({
    id: 'getScreening',
    method: 'get',
    path: '/api/screenings/:screeningId',
    tag,
    summary: 'One screening: progress, counts, money',
    access: [...readers],
    params,
    answer: screening,
  }),
  cancelScreening: defineRoute({
    id: 'cancelScreening',
    method: 'post',
    path: '/api/screenings/:screeningId/cancel',
    tag,
    summary: 'Stop it; what was found so far stays to be read, and nothing can be confirmed from it',
    access: [...readers],
    params,
    body: empty,
    answer: screening,
    errors: ['ACTION_NOT_ALLOWED'],
  }),
  listScreeningRows: defineRoute({
    id: 'listScreeningRows',
    method: 'get',
    path: '/api/screenings/:screeningId/rows',
    tag,
    summary: 'Firms by outcome, or by change in a dry run; in file order, by key',
    access: [...readers],
    params,
    query: z.strictObject({
      group,
      query: z.string().trim().max(60).optional(),
      state: z.enum(['listed', 'excluded', 'case', 'skipped']).optional(),
      ...page,
    }),
    answer: pageOf(row),
  }),
  explainScreeningRow: defineRoute({
    id: 'explainScreeningRow',
    method: 'get',
    path: '/api/screenings/:screeningId/explanation',
    tag,
    summary: 'Every condition with its trace, for a row, or for any firm of the snapshot by whole credit code or name',
    access: [...readers],
    params,
    query: z.strictObject({ rowId: id.optional(), firm: z.string().trim().min(2).max(120).optional() }),
    answer: explained,
    errors: ['SNAPSHOT_GONE'],
  }),
  excludeFirms: defineRoute({
    id: 'excludeFirms',
    method: 'post',
    path: '/api/screenings/:screeningId/exclude',
    tag,
    summary: 'Take firms off the list with a reason, or put them back with none',
    access: ['screening.run'],
    params,
    body: z.strictObject({ rowIds: z.array(id).min(1).max(200), reason: text(300).nullable() }),
    answer: screening,
    errors: ['ACTION_NOT_ALLOWED'],
  }),
  confirmScreening: defineRoute({
    id: 'confirmScreening',
    method: 'post',
    path: '/api/screenings/:screeningId/confirm',
    tag,
    summary:
      'Confirm the list (免申即享): one case for each firm that is not excluded, made once however often it is asked for; each firm is told and confirms its account before anything is paid',
    access: ['screening.run'],
    params,
    body: z.strictObject({
      /** What the officer has seen; another count or sum is a conflict. */
      firms: z.int().min(1),
      sumFen: amountFen,
    }),
    answer: screening,
    errors: ['ACTION_NOT_ALLOWED', 'REVISION_CONFLICT', 'BUDGET_EXCEEDED', 'VERSION_SUPERSEDED', 'POLICY_NOT_ONLINE'],
  }),
  exportScreening: defineRoute({
    id: 'exportScreening',
    method: 'get',
    path: '/api/screenings/:screeningId/export',
    tag,
    summary: 'The rows of one group as CSV or XLSX; no cell can run as a formula. Audited',
    access: [...readers],
    params,
    query: z.strictObject({
      group,
      format: z.enum(['csv', 'xlsx']).default('csv'),
    }),
    stream: 'answer',
    answer: empty,
    errors: ['LIMIT_EXCEEDED'],
  }),
};
