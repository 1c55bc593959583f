import { complete } from '../tokens.js';
import { type Handler, isRejection, reject } from './handler.js';
import { taskForAction } from './permission.js';

/** 兑付: paid, with voucher number, ends the step; failed keeps it open so that it can be tried again. */
export const recordPayment: Handler<'RecordPayment'> = (run, { taskId, outcome, voucherNumber = '', reason = '' }) => {
  const open = taskForAction(run, taskId, 'record-payment');
  if (isRejection(open)) return open;
  const { id: elementId, step } = open.element;
  if (outcome === 'failed') {
    if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'record-payment' });
    run.emit({ type: 'PaymentFailed', taskId, elementId, reason });
    return null;
  }
  if (voucherNumber.trim() === '') return reject('VOUCHER_REQUIRED');
  run.emit({ type: 'PaymentRecorded', taskId, elementId, voucherNumber });
  run.emit({ type: 'TaskCompleted', taskId, elementId, kind: step.kind, decision: 'approve', opinion: reason });
  complete(run, open.token);
  return null;
};
