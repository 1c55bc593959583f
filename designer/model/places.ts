import type { PolicyPart } from '#core/contract';
import type { PolicyProblem } from '#core/policy';

export const tabs = ['elements', 'form', 'rules', 'flow', 'materials', 'preview'] as const;
export type Tab = (typeof tabs)[number];

export function isTab(text: string | undefined): text is Tab {
  return tabs.includes(text as Tab);
}

/** The address of a place in a draft; `at` selects the field, condition, material or element there. */
export function placeAddress(policyId: string, part: PolicyPart, at: string): string {
  return `/${policyId}/${part}${at === '' ? '' : `?at=${encodeURIComponent(at)}`}`;
}

export function problemAddress(policyId: string, problem: PolicyProblem): string {
  return placeAddress(policyId, problem.part, selectable(problem));
}

/** A form problem's place is a key (`table.column`); what is selected is the column itself. */
function selectable(problem: PolicyProblem): string {
  return problem.part === 'form' ? (problem.place.split('.').at(-1) ?? '') : problem.place;
}

/** How a tab is marked: by the worst of its problems. */
export function marks(problems: readonly PolicyProblem[]): Readonly<Partial<Record<PolicyPart, 'error' | 'warning'>>> {
  const found: Partial<Record<PolicyPart, 'error' | 'warning'>> = {};
  for (const problem of problems) {
    if (found[problem.part] !== 'error') found[problem.part] = problem.severity;
  }
  return found;
}
