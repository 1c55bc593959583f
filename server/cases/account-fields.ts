import type { CompiledForm, FieldAccess } from '#core/form';
import type { CaseDocument } from './case-document.js';

/**
 * U1: the fields that say where the money goes: those of every section that asks for a bank account. Their rules (payee
 * equals the firm's name, branch code, account number) are the form's own.
 */
export function accountFields(form: CompiledForm): readonly string[] {
  const sections = new Set(
    form.fields.filter(({ component }) => component === 'BankAccount').map(({ sectionId }) => sectionId),
  );
  return form.fields.filter((field) => sections.has(field.sectionId)).map(({ key }) => key);
}

/** Only the account is filled in; all else stays as the registers know it. */
export const accountAccess = (form: CompiledForm): FieldAccess => ({
  '*': 'read',
  ...Object.fromEntries(accountFields(form).map((key) => [key, 'edit' as const])),
});

/** Whether the firm has not said yet where the money of a screened case goes (U2). */
export const isAwaitingAccount = ({ confirmation, flow }: Pick<CaseDocument, 'confirmation' | 'flow'>): boolean =>
  confirmation?.state === 'waiting' && flow.status !== 'ended';
