import type { MyTask } from '#core/contract';
import { conflictOf, hasSeats, isVoted, openSeats, ownerSeat, type StepAction } from '#core/flow';
import { actsAs, isCandidate } from './candidate-keys.js';
import { seatFor } from './seat-of.js';
import type { AtStep } from './task-access.js';

type Action = MyTask['actions'][number];

const deciding: Readonly<Partial<Record<StepAction, Action>>> = {
  approve: 'approve',
  'return-to-applicant': 'return',
  'return-to-step': 'return-to-step',
  refuse: 'refuse',
  'refuse-acceptance': 'refuse-acceptance',
  'record-payment': 'pay',
};
const around: Readonly<Partial<Record<StepAction, Action>>> = {
  transfer: 'transfer',
  delegate: 'delegate',
  'add-signer': 'add-signer',
  'request-opinion': 'request-opinions',
  'special-procedure': 'begin-procedure',
};

const named = (table: typeof deciding, actions: readonly StepAction[]): readonly Action[] =>
  actions.map((action) => table[action]).filter((action) => action !== undefined);

/** What somebody may do with a step now; the flow refuses everything else, with the reason. */
export function actionsOf(at: AtStep): readonly Action[] {
  const { loaded, step, task, settings, principal } = at;
  const mine = step.claimedBy === null ? isCandidate(principal, step.candidateKeys) : actsAs(principal, step.claimedBy);
  if (task.status === 'suspended')
    return mine && task.suspension?.reason === 'special-procedure' ? ['end-procedure'] : [];
  if (conflictOf(loaded.flow, settings, principal.accountId) !== null) return [];
  const asked: readonly Action[] = task.delegation?.to === principal.accountId ? ['answer-delegation'] : [];
  const seat = seatFor(at);
  if (seat !== null && seat.id !== ownerSeat) {
    const vote: readonly Action[] = ['approve', 'disapprove'];
    return seat.isAdded ? [...asked, ...vote, 'recuse'] : [...asked, ...vote, ...ofSeveral(settings.actions)];
  }
  if (isVoted(settings) || !mine) return asked;
  return [...asked, ...ofOwner(at)];
}

/** Of several deciders: one does not refuse, transfer the whole, or delegate it. */
const ofSeveral = (actions: readonly StepAction[]): readonly Action[] => [
  ...named(deciding, actions).filter((action) => action === 'return' || action === 'return-to-step'),
  ...named(around, actions).filter((action) => action !== 'delegate'),
  ...copies(actions),
  'recuse',
];

const copies = (actions: readonly StepAction[]): readonly Action[] => (actions.includes('copy') ? ['copy'] : []);

function ofOwner({ step, task, settings, principal }: AtStep): readonly Action[] {
  const isClaimed = step.claimedBy === principal.accountId;
  const hold: readonly Action[] = step.claimedBy === null ? ['claim'] : isClaimed ? ['release'] : [];
  if (task.delegation !== undefined) return ['recall-delegation'];
  const isTurn = !hasSeats(settings, task) || openSeats(settings, task).some((seat) => seat.id === ownerSeat);
  const decisions = named(deciding, settings.actions).filter(
    (action) => isTurn || action === 'return' || action === 'return-to-step',
  );
  return [...hold, ...decisions, ...named(around, settings.actions), ...copies(settings.actions), 'recuse'];
}
