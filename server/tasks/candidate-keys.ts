import type { Role } from '#core/contract';
import type { Principal } from '../http/principal.js';

/** A group that a step can go to: who holds the role in the unit, or above it for the whole subtree. */
export interface CandidateGroup {
  readonly role: Role;
  readonly unitPath: string;
}

/**
 * Keys kept with a task, so that “may I take it” is one equality on an indexed array: `role=path` for who is appointed in
 * the unit itself, `role>path` for who is appointed at it or above it with the subtree.
 */
export function keysOfGroups(groups: readonly CandidateGroup[]): readonly string[] {
  const keys = groups.flatMap(({ role, unitPath }) => {
    const codes = unitPath.split('/').filter((code) => code !== '');
    const above = codes.map((_code, index) => `${role}>/${codes.slice(0, index + 1).join('/')}/`);
    return [`${role}=${unitPath}`, ...above];
  });
  return [...new Set(keys)];
}

/** The keys that a person holds today by appointment. */
export function keysOfPrincipal(principal: Principal): readonly string[] {
  return principal.appointments.flatMap(({ role, unitPath, subtree }) =>
    subtree ? [`${role}=${unitPath}`, `${role}>${unitPath}`] : [`${role}=${unitPath}`],
  );
}

export const isCandidate = (principal: Principal, candidateKeys: readonly string[]): boolean =>
  keysOfPrincipal(principal).some((key) => candidateKeys.includes(key));
