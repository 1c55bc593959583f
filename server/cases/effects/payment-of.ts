import type { CaseDetail } from '#core/contract';
import type { FlowEvent } from '#core/flow';
import { monthsLater, type PlannedInstalment, planInstalments } from '#core/policy';
import type { PayoutSnapshot } from '../../payouts/payout-document.js';
import type { Happening } from './happening.js';

type Payment = NonNullable<CaseDetail['payment']>;

/**
 * The payment after a command, and how the ledger shows it. A failed one stays with its step and is paid again. Where it is
 * paid in parts the step pays the first; the others are planned, and fall due counting from the day of the first.
 */
export function paymentAfter(happening: Happening): {
  readonly payment: CaseDetail['payment'];
  readonly payouts: readonly PayoutSnapshot[];
} {
  const { facts, state, at, actor, detail } = happening;
  const totalFen = state.grantedAmountFen ?? facts.requestedAmountFen ?? 0;
  const parts = planInstalments(totalFen, happening.instalments);
  let payment = facts.payment;
  const payouts = new Map<string, PayoutSnapshot>();
  const set = (taskId: string, next: Payment, recordedBy: string | null = null) => {
    payment = next;
    for (const snapshot of snapshotsOf(taskId, next, parts, recordedBy)) payouts.set(snapshot.taskId, snapshot);
  };
  const attempts = payment?.attempts ?? 0;
  const amountFen = parts[0]?.amountFen ?? totalFen;
  const open = { amountFen, voucherNumber: null, reason: null, paidOn: null };
  for (const event of happening.events) {
    if (isPayoutTask(event)) {
      set(event.taskId, { ...open, status: 'waiting', at: null, attempts });
    } else if (event.type === 'PaymentFailed') {
      const failed: Payment = { ...open, status: 'failed', reason: event.reason, at, attempts: attempts + 1 };
      set(event.taskId, failed, actor.name);
    } else if (event.type === 'PaymentRecorded') {
      const { voucherNumber } = event;
      const paidOn = detail.paidOn ?? null;
      set(event.taskId, { ...open, status: 'paid', voucherNumber, paidOn, at, attempts: attempts + 1 }, actor.name);
    }
  }
  return { payment, payouts: [...payouts.values()] };
}

/** The payment itself, and the parts that are planned after it. */
function snapshotsOf(
  taskId: string,
  { at: _at, ...payment }: Payment,
  parts: readonly PlannedInstalment[],
  recordedBy: string | null,
): readonly PayoutSnapshot[] {
  const instalments = Math.max(1, parts.length);
  const first = { taskId, ...payment, recordedBy, instalment: 1, instalments, dueOn: null };
  const planned = parts.slice(1).map(
    ({ number, amountFen, afterMonths }): PayoutSnapshot => ({
      taskId: `${taskId}-part${number}`,
      status: 'planned',
      amountFen,
      attempts: 0,
      voucherNumber: null,
      reason: null,
      paidOn: null,
      recordedBy: null,
      instalment: number,
      instalments,
      dueOn: payment.paidOn === null ? null : monthsLater(payment.paidOn, afterMonths),
    }),
  );
  return [first, ...planned];
}

const isPayoutTask = (event: FlowEvent): event is Extract<FlowEvent, { type: 'TaskCreated' }> =>
  event.type === 'TaskCreated' && event.kind === 'payout';
