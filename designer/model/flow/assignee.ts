import type { Role } from '#core/contract';
import { type Assignee, parseAssignee } from '#core/flow';

/** Who may be asked to do a step by their role. */
export const stepRoles = [
  'reviewer',
  'window',
  'finance',
  'department-admin',
  'supervisor',
] as const satisfies readonly Role[];
export const unitSelectors = ['policy-unit', 'district', 'filing-unit'] as const;

export const assigneeKinds = ['role', 'post', 'head', 'unit', 'person', 'applicant', 'field', 'feel'] as const;
export type AssigneeKind = (typeof assigneeKinds)[number];

/** The unit of those who are found by a unit; `policy-unit` for the others. */
const selectorOf = (assignee: Assignee | null): Extract<Assignee, { kind: 'head' }>['selector'] =>
  assignee !== null && 'selector' in assignee ? assignee.selector : 'policy-unit';

/** What an assignee becomes when it is found another way: as much as can be kept is kept. */
export function ofKind(
  kind: AssigneeKind,
  before: string,
  first: { readonly unit: string; readonly post: string; readonly field: string },
): Assignee {
  const known = parseAssignee(before);
  if (known?.kind === kind) return known;
  const selector = selectorOf(known);
  switch (kind) {
    case 'role':
      return { kind, role: 'reviewer', selector };
    case 'post':
      return { kind, post: first.post, selector };
    case 'head':
      return { kind, selector };
    case 'unit':
      return { kind, code: selector.startsWith('unit:') ? selector.slice('unit:'.length) : first.unit };
    case 'person':
      return { kind, login: '-' };
    case 'applicant':
      return { kind };
    case 'field':
      return { kind, field: first.field };
    case 'feel':
      return { kind, source: '"head@policy-unit"' };
  }
}
