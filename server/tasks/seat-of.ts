import { hasSeats, openSeats, ownerSeat, seatsOf } from '#core/flow';
import type { FlowWish } from '../cases/decide-flow.js';
import { DomainError } from '../http/domain-error.js';
import { actsAs, isCandidate } from './candidate-keys.js';
import type { AtStep } from './task-access.js';

type Seat = ReturnType<typeof seatsOf>[number];

/** Whether somebody may decide from a place: it is theirs, or open to a group of theirs. */
export function isMine({ step, principal }: Pick<AtStep, 'step' | 'principal'>, seat: Seat): boolean {
  if (seat.id === ownerSeat)
    return step.claimedBy === null ? isCandidate(principal, step.candidateKeys) : actsAs(principal, step.claimedBy);
  // An added signer was meant in person; a decider's place goes with the post.
  if (seat.isAdded) return seat.accountId === principal.accountId;
  if (seat.accountId !== null) return actsAs(principal, seat.accountId);
  return isCandidate(principal, step.seats?.find((one) => one.id === seat.id)?.candidateKeys ?? []);
}

/** The place from which somebody decides now; `null` where the step has only its own decider. */
export function seatFor(at: Pick<AtStep, 'step' | 'task' | 'settings' | 'principal'>): Seat | null {
  if (!hasSeats(at.settings, at.task)) return null;
  if (at.task.votes.some((vote) => vote.by === at.principal.accountId)) return null;
  return openSeats(at.settings, at.task).find((seat) => isMine(at, seat)) ?? null;
}

/** The place that a decision is made from: the one that was named, if it is theirs, else the one whose turn it is. */
export function chosenSeat(at: AtStep, seatId: string | undefined): Seat | null {
  if (!hasSeats(at.settings, at.task)) return null;
  const all = seatsOf(at.settings, at.task).filter((seat) => isMine(at, seat));
  if (seatId !== undefined && !all.some((seat) => seat.id === seatId)) throw new DomainError('FORBIDDEN');
  const chosen = seatId === undefined ? (seatFor(at) ?? all[0]) : all.find((seat) => seat.id === seatId);
  if (chosen === undefined) throw new DomainError('FORBIDDEN');
  return chosen;
}

/** A place of somebody who is away becomes their stand-in's first (AB岗). */
export function seatInStead({ step, principal }: AtStep, seat: Seat): readonly FlowWish[] {
  const { accountId } = seat;
  if (seat.isAdded || accountId === null || accountId === principal.accountId || seat.id === ownerSeat) return [];
  const { taskId } = step;
  const to = principal.accountId;
  return [{ type: 'TransferTask', taskId, to, deciderId: seat.id, byOrder: true, reason: '代岗' }];
}
