import { call } from '#client';
import { type CaseDetail, routes } from '#core/contract';
import { fieldsOf } from '#core/form';
import type { RevealedNumber } from './reveal.js';

/** The applicant's whole identity number; the view is audited. */
export async function revealIdentity(
  { applicant }: Pick<CaseDetail, 'applicant'>,
  reason: string,
): Promise<readonly RevealedNumber[]> {
  const { identityNumber } = await call(routes.revealIdentity, {
    params: { applicantId: applicant.id },
    body: { reason },
  });
  return [{ label: applicant.name, value: identityNumber }];
}

/** Identity and bank numbers of the answers in full, by the titles of their fields; the view is audited. */
export async function revealAnswers(
  { id, form }: Pick<CaseDetail, 'id' | 'form'>,
  reason: string,
): Promise<readonly RevealedNumber[]> {
  const { data } = await call(routes.revealAnswers, { params: { caseId: id }, body: { reason } });
  return fieldsOf(form).flatMap((field) => {
    const { [field.tableId ?? field.id]: answer } = data;
    if (field.tableId === undefined)
      return typeof answer === 'string' ? [{ label: field.node.title, value: answer }] : [];
    if (!Array.isArray(answer)) return [];
    return answer.flatMap((row: Record<string, unknown>, index) => {
      const cell = row[field.id];
      return typeof cell === 'string' ? [{ label: `${field.node.title} ${index + 1}`, value: cell }] : [];
    });
  });
}
