import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { CaseDocument } from './case-document.js';
import { reachKeys, unitKeys } from './unit-keys.js';

/** Whether somebody administers the unit whose policy a case is of. */
export const administers = (principal: Principal, { unitPath }: Pick<CaseDocument, 'unitPath'>): boolean => {
  const keys = unitKeys(unitPath);
  return reachKeys(principal, 'case.repair').some((key) => keys.includes(key));
};

/** For everyone else the case does not exist (D1). */
export function assertAdministers(principal: Principal, document: Pick<CaseDocument, 'unitPath'>): void {
  if (!administers(principal, document)) throw new DomainError('NOT_FOUND');
}

/** Auditors who supervise the case, and who administers its unit. */
export const mayCheckHistory = (principal: Principal, document: Pick<CaseDocument, 'unitPath'>): boolean =>
  principal.can('audit.read') || administers(principal, document);
