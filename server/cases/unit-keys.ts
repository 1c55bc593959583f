import type { Permission } from '#core/contract';
import type { Principal } from '../http/principal.js';

/**
 * What a document keeps of a unit, so that “in this unit” and “in its subtree” are both an equality on one indexed array:
 * the path of the unit and of each unit above it, and the unit's own path marked with `=`.
 */
export function unitKeys(path: string): readonly string[] {
  const codes = path.split('/').filter((code) => code !== '');
  const above = codes.map((_code, index) => `/${codes.slice(0, index + 1).join('/')}/`);
  return [...above, `=${path}`];
}

/** Stands among the units a case was filed from: any window may act for its applicant. */
export const anyWindow = '*';

/** The keys by which a person reaches documents with a permission (D1). */
export function reachKeys(principal: Principal, permission: Permission): readonly string[] {
  return principal.reachOf(permission).map((reach) => (reach.subtree ? reach.unitPath : `=${reach.unitPath}`));
}

/** The keys by which a window reaches what was filed at it, and what any window may act for. */
export const windowKeys = (principal: Principal): readonly string[] =>
  principal.can('case.file-on-behalf') ? [...reachKeys(principal, 'case.file-on-behalf'), anyWindow] : [];
