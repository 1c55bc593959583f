import { hasSeats, openSeats, ownerSeat, type StepSettings, type UserTaskState } from '#core/flow';
import { personKey } from '../../tasks/candidate-keys.js';
import type { CurrentStep } from '../case-document.js';

/** For whom there is something to do with a task that they do not hold: they find it among the open ones. */
export function openKeysOf(
  step: StepSettings,
  task: UserTaskState,
  assigned: Pick<CurrentStep, 'candidateKeys' | 'seats' | 'requests'>,
): readonly string[] {
  if (task.status === 'suspended') return [];
  const asked = (task.requests ?? [])
    .filter((request) => request.answer === null)
    .flatMap((request) => (assigned.requests ?? []).find((one) => one.id === request.id)?.candidateKeys ?? []);
  const delegated = task.delegation === undefined ? [] : [personKey(task.delegation.to)];
  return [...new Set([...decidersOf(step, task, assigned), ...asked, ...delegated])];
}

function decidersOf(
  step: StepSettings,
  task: UserTaskState,
  assigned: Pick<CurrentStep, 'candidateKeys' | 'seats'>,
): readonly string[] {
  const unclaimed = task.claimedBy === null ? assigned.candidateKeys : [];
  if (!hasSeats(step, task)) return unclaimed;
  return openSeats(step, task).flatMap((seat) => {
    if (seat.id === ownerSeat) return unclaimed;
    if (seat.accountId !== null) return [personKey(seat.accountId)];
    return assigned.seats?.find((one) => one.id === seat.id)?.candidateKeys ?? [];
  });
}
