import { type Role, roles } from '#core/contract';

/** Who does a step, as the file has it (D17): `role:<role>@<selector>`. */
export interface Assignee {
  readonly role: Role;
  /** `policy-unit`, `district`, `filing-unit`, or `unit:<code>`. */
  readonly selector: string;
}

/** Who may be asked to do a step. */
export const stepRoles = [
  'reviewer',
  'window',
  'finance',
  'department-admin',
  'supervisor',
  'applicant',
] as const satisfies readonly Role[];
export const unitSelectors = ['policy-unit', 'district', 'filing-unit'] as const;

/** `undefined` for an assignee of another kind (a post, a person). */
export function readAssignee(text: string): Assignee | undefined {
  const match = /^role:([a-z-]+)(?:@(.+))?$/.exec(text);
  const role = match?.[1] as Role | undefined;
  if (role === undefined || !roles.includes(role)) return undefined;
  return { role, selector: match?.[2] ?? 'policy-unit' };
}

export function writeAssignee({ role, selector }: Assignee): string {
  return role === 'applicant' ? 'role:applicant' : `role:${role}@${selector}`;
}
