import type { AddedSigner, UserTaskState, Vote } from '../model/state.js';
import type { StepSettings } from '../model/step.js';

/** The place of the step's own decider where others decide with them (加签). */
export const ownerSeat = 'owner';

/**
 * A place from which a step is decided: the step's own decider, one of several that the file names, or an added signer.
 * `accountId` where it belongs to a person, else whoever `assignee` means may take it.
 */
export interface Seat {
  readonly id: string;
  readonly place: 'before' | 'main' | 'after';
  readonly name: string;
  readonly assignee: string;
  readonly accountId: string | null;
  readonly weight: number;
  readonly isAdded: boolean;
  readonly vote: Vote | null;
}

export const isVoted = (step: StepSettings): boolean => step.decision !== 'single' && step.decision !== 'any-of';

/** Whether the step is decided from several places now. */
export const hasSeats = (step: StepSettings, task: UserTaskState): boolean =>
  isVoted(step) || (task.added ?? []).length > 0;

/** Every place of a task, in the order in which they decide. */
export function seatsOf(step: StepSettings, task: UserTaskState): readonly Seat[] {
  const voteOf = (id: string) => task.votes.find((vote) => vote.deciderId === id) ?? null;
  const own: readonly Seat[] = isVoted(step)
    ? step.deciders.map(({ id, name, assignee, weight }) => ({
        id,
        place: 'main',
        name,
        assignee,
        accountId: task.holders?.[id] ?? null,
        weight,
        isAdded: false,
        vote: voteOf(id),
      }))
    : [
        {
          id: ownerSeat,
          place: 'main',
          name: '',
          assignee: task.assignee ?? step.assignee,
          accountId: task.claimedBy,
          weight: 1,
          isAdded: false,
          vote: voteOf(ownerSeat),
        },
      ];
  const added = (place: AddedSigner['place'], shown: Seat['place']): readonly Seat[] =>
    (task.added ?? [])
      .filter((signer) => signer.place === place)
      .map(({ id, accountId }) => ({
        id,
        place: shown,
        name: '',
        assignee: '',
        accountId,
        weight: 1,
        isAdded: true,
        vote: voteOf(id),
      }));
  return [...added('before', 'before'), ...own, ...added('beside', 'main'), ...added('after', 'after')];
}

type Result = 'approved' | 'disapproved' | 'open';

/** The result so far: approvals are counted, not completions, and it is certain as early as it can be (D3). */
export function resultOf(step: StepSettings, task: UserTaskState): Result {
  const seats = seatsOf(step, task);
  const all = (place: Seat['place']): Result => unanimous(seats.filter((seat) => seat.place === place));
  const before = all('before');
  if (before !== 'approved') return before;
  const main = mainResult(step, seats);
  return main === 'approved' ? all('after') : main;
}

function unanimous(seats: readonly Seat[]): Result {
  if (seats.some((seat) => seat.vote?.decision === 'disapprove')) return 'disapproved';
  return seats.every((seat) => seat.vote !== null) ? 'approved' : 'open';
}

function mainResult(step: StepSettings, seats: readonly Seat[]): Result {
  const main = seats.filter((seat) => seat.place === 'main');
  if (step.decision !== 'ratio') return unanimous(main);
  const sum = (some: readonly Seat[]) => some.reduce((total, seat) => total + seat.weight, 0);
  const total = sum(main);
  // Shares such as 2/3 are not exact in binary; a billionth of the total is no vote.
  const needed = step.passShare * total - total * 1e-9;
  if (sum(main.filter((seat) => seat.vote?.decision === 'approve')) >= needed) return 'approved';
  const against = sum(main.filter((seat) => seat.vote?.decision === 'disapprove'));
  return total - against < needed ? 'disapproved' : 'open';
}

/** The places whose turn it is. */
export function openSeats(step: StepSettings, task: UserTaskState): readonly Seat[] {
  if (task.status === 'suspended') return [];
  const seats = seatsOf(step, task);
  const waiting = (place: Seat['place']) => seats.filter((seat) => seat.place === place && seat.vote === null);
  const before = waiting('before');
  if (before.length > 0) return before;
  if (mainResult(step, seats) === 'approved') return waiting('after');
  const main = waiting('main');
  if (step.decision !== 'sequential') return main;
  const first = main.find((seat) => !seat.isAdded);
  return main.filter((seat) => seat.isAdded || seat === first);
}
