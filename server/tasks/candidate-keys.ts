import { type Role, rolePermissions } from '#core/contract';
import type { HeldAppointment, Principal } from '../http/principal.js';

/** A group that a step can go to: who holds a role or post in the unit, heads it, or decides there, or above it for the whole subtree. */
export interface CandidateGroup {
  /** A role, `post:<post>`, `head`, or `unit` for all of the unit who decide steps. */
  readonly who: Role | `post:${string}` | 'head' | 'unit';
  readonly unitPath: string;
}

/**
 * Keys kept with a task, so that “may I take it” is one equality on an indexed array: `role=path` for who is appointed in
 * the unit itself, `role>path` for who is appointed at it or above it with the subtree. A person has `person=id`, an
 * applicant `applicant=id`.
 */
export function keysOfGroups(groups: readonly CandidateGroup[]): readonly string[] {
  const keys = groups.flatMap(({ who, unitPath }) => {
    const codes = unitPath.split('/').filter((code) => code !== '');
    const above = codes.map((_code, index) => `${who}>/${codes.slice(0, index + 1).join('/')}/`);
    return [`${who}=${unitPath}`, ...above];
  });
  return [...new Set(keys)];
}

export const personKey = (accountId: string): string => `person=${accountId}`;
export const applicantKey = (applicantId: string): string => `applicant=${applicantId}`;

/** Roles whose holders belong to those of a unit who decide steps. */
const decides = (role: Role): boolean => role === 'department-admin' || rolePermissions[role].includes('task.decide');

/** What an appointment is found by. */
export function groupsOf(held: Pick<HeldAppointment, 'role' | 'post' | 'isHead'>): readonly CandidateGroup['who'][] {
  const { role, post, isHead } = held;
  return [
    role,
    ...(decides(role) ? (['unit'] as const) : []),
    ...(post === undefined || post === null || post === '' ? [] : ([`post:${post}`] as const)),
    ...(isHead === true ? (['head'] as const) : []),
  ];
}

const keysOfAppointments = (appointments: readonly HeldAppointment[]): readonly string[] =>
  appointments.flatMap((held) =>
    groupsOf(held).flatMap((who) =>
      held.subtree ? [`${who}=${held.unitPath}`, `${who}>${held.unitPath}`] : [`${who}=${held.unitPath}`],
    ),
  );

/** The keys that a person holds today: by appointment, for an applicant, and of those they stand in for. */
export function keysOfPrincipal(principal: Principal): readonly string[] {
  const away = principal.standsInFor ?? [];
  return [
    personKey(principal.accountId),
    ...keysOfAppointments(principal.appointments),
    ...principal.applicantIds.map(applicantKey),
    ...away.flatMap((one) => [personKey(one.accountId), ...keysOfAppointments(one.appointments)]),
  ];
}

export const isCandidate = (principal: Principal, candidateKeys: readonly string[]): boolean =>
  keysOfPrincipal(principal).some((key) => candidateKeys.includes(key));

/** Whether somebody acts as this account: themselves, or in its stead while it is away. */
export const actsAs = (principal: Principal, accountId: string | null): boolean =>
  accountId !== null &&
  (accountId === principal.accountId || (principal.standsInFor ?? []).some((one) => one.accountId === accountId));
