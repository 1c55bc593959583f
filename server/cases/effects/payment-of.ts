import type { CaseDetail } from '#core/contract';
import type { FlowEvent } from '#core/flow';
import type { PayoutSnapshot } from '../../payouts/payout-document.js';
import type { Happening } from './happening.js';

type Payment = NonNullable<CaseDetail['payment']>;

/** The payment after a command, and how the ledger shows it. A failed one stays with its step and is paid again. */
export function paymentAfter(happening: Happening): {
  readonly payment: CaseDetail['payment'];
  readonly payouts: readonly PayoutSnapshot[];
} {
  const { facts, state, at, actor, detail } = happening;
  const amountFen = state.grantedAmountFen ?? facts.requestedAmountFen ?? 0;
  let payment = facts.payment;
  const payouts = new Map<string, PayoutSnapshot>();
  const set = (taskId: string, next: Payment, more: Partial<PayoutSnapshot> = {}) => {
    payment = next;
    const { status, voucherNumber, reason, attempts } = next;
    payouts.set(taskId, {
      taskId,
      status,
      amountFen: next.amountFen,
      attempts,
      voucherNumber,
      reason,
      paidOn: null,
      recordedBy: null,
      ...more,
    });
  };
  const attempts = () => payment?.attempts ?? 0;
  for (const event of happening.events) {
    if (isPayoutTask(event)) {
      set(event.taskId, {
        status: 'waiting',
        amountFen,
        voucherNumber: null,
        reason: null,
        at: null,
        attempts: attempts(),
      });
    } else if (event.type === 'PaymentFailed') {
      const failed: Payment = {
        status: 'failed',
        amountFen,
        voucherNumber: null,
        reason: event.reason,
        at,
        attempts: attempts() + 1,
      };
      set(event.taskId, failed, { recordedBy: actor.name });
    } else if (event.type === 'PaymentRecorded') {
      const paid: Payment = {
        status: 'paid',
        amountFen,
        voucherNumber: event.voucherNumber,
        reason: null,
        at,
        attempts: attempts() + 1,
      };
      set(event.taskId, paid, { recordedBy: actor.name, paidOn: detail.paidOn ?? null });
    }
  }
  return { payment, payouts: [...payouts.values()] };
}

const isPayoutTask = (event: FlowEvent): event is Extract<FlowEvent, { type: 'TaskCreated' }> =>
  event.type === 'TaskCreated' && event.kind === 'payout';
