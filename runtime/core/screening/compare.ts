import type { Screened, ScreeningOutcome } from './screen-firm.js';

/** How a draft changes what one firm or case gets, against the version in force (N3). */
export const dryRunChanges = ['newly-hits', 'newly-fails', 'amount', 'other', 'same'] as const;
export type DryRunChange = (typeof dryRunChanges)[number];

type Compared = Pick<Screened, 'outcome' | 'amountFen'>;

export function compareScreened(before: Compared | null, after: Compared): DryRunChange {
  if (before === null) return after.outcome === 'hit' ? 'newly-hits' : 'same';
  if (before.outcome !== 'hit' && after.outcome === 'hit') return 'newly-hits';
  if (before.outcome === 'hit' && after.outcome !== 'hit') return 'newly-fails';
  if (after.outcome === 'hit' && before.amountFen !== after.amountFen) return 'amount';
  return before.outcome === after.outcome ? 'same' : 'other';
}

/** Counts of a run so far, kept on its document: what is added is exact, whatever was done twice. */
export interface ScreeningTally {
  readonly screened: number;
  readonly outcomes: Readonly<Record<ScreeningOutcome, number>>;
  /** 分 over all hits. */
  readonly sumFen: number;
  /** Of the version in force, in a dry run. */
  readonly sumBeforeFen: number;
  readonly changes: Readonly<Record<DryRunChange, number>>;
  /** How many firms each condition keeps out, by its id. */
  readonly failedBy: Readonly<Record<string, number>>;
}

export const emptyTally: ScreeningTally = {
  screened: 0,
  outcomes: { hit: 0, near: 0, open: 0, miss: 0 },
  sumFen: 0,
  sumBeforeFen: 0,
  changes: { 'newly-hits': 0, 'newly-fails': 0, amount: 0, other: 0, same: 0 },
  failedBy: {},
};

/** What a batch counts. */
export function tallyOf(
  batch: readonly {
    readonly after: Screened;
    readonly before: Screened | null;
    readonly change: DryRunChange | null;
  }[],
): ScreeningTally {
  const outcomes = { ...emptyTally.outcomes };
  const changes = { ...emptyTally.changes };
  const failedBy: Record<string, number> = {};
  let [sumFen, sumBeforeFen] = [0, 0];
  for (const { after, before, change } of batch) {
    outcomes[after.outcome] += 1;
    if (after.outcome === 'hit') sumFen += after.amountFen ?? 0;
    if (before?.outcome === 'hit') sumBeforeFen += before.amountFen ?? 0;
    if (change !== null) changes[change] += 1;
    for (const id of after.failed) failedBy[id] = (failedBy[id] ?? 0) + 1;
  }
  return { screened: batch.length, outcomes, sumFen, sumBeforeFen, changes, failedBy };
}

const added = <Key extends string>(a: Readonly<Record<Key, number>>, b: Readonly<Record<Key, number>>) => {
  const sum: Record<Key, number> = { ...a };
  for (const key of Object.keys(b) as Key[]) sum[key] = (sum[key] ?? 0) + b[key];
  return sum;
};

/** Two tallies as one. */
export const sumTallies = (a: ScreeningTally, b: ScreeningTally): ScreeningTally => ({
  screened: a.screened + b.screened,
  outcomes: added(a.outcomes, b.outcomes),
  sumFen: a.sumFen + b.sumFen,
  sumBeforeFen: a.sumBeforeFen + b.sumBeforeFen,
  changes: added(a.changes, b.changes),
  failedBy: added(a.failedBy, b.failedBy),
});
