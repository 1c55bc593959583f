import { compileExpression } from '#core/feel';

/** A unit, told by the case: the policy's own, the window that filed, the applicant's district, or one by its code. */
export type UnitSelector = 'policy-unit' | 'filing-unit' | 'district' | `unit:${string}`;

/**
 * Who does something, as the file has it (D17): symbolic, so that a template travels from city to city. A form field or a
 * FEEL expression gives another of these texts, or a unit's or person's code or name, when the step begins.
 */
export type Assignee =
  | { readonly kind: 'role'; readonly role: string; readonly selector: UnitSelector }
  | { readonly kind: 'post'; readonly post: string; readonly selector: UnitSelector }
  | { readonly kind: 'head'; readonly selector: UnitSelector }
  | { readonly kind: 'unit'; readonly code: string }
  | { readonly kind: 'person'; readonly login: string }
  | { readonly kind: 'applicant' }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'feel'; readonly source: string };

function selectorOf(text: string | undefined): UnitSelector | null {
  if (text === undefined) return 'policy-unit';
  if (text === 'policy-unit' || text === 'filing-unit' || text === 'district') return text;
  if (/^unit:.+$/u.test(text)) return text as UnitSelector;
  return /^[\w-]+$/u.test(text) ? `unit:${text}` : null;
}

/** Reads `role:…@…`, `post:…@…`, `head@…`, `unit:…`, `person:…`, `field:…`, `feel:…`; `null` for anything else. */
export function parseAssignee(text: string): Assignee | null {
  if (text === 'role:applicant') return { kind: 'applicant' };
  if (text.startsWith('feel:')) {
    const source = text.slice('feel:'.length).trim();
    return compileExpression(source).ok ? { kind: 'feel', source } : null;
  }
  const plain = /^(unit|person|field):([^\s@]+)$/u.exec(text);
  const value = plain?.[2] ?? '';
  if (plain?.[1] === 'unit') return { kind: 'unit', code: value };
  if (plain?.[1] === 'person') return { kind: 'person', login: value };
  if (plain?.[1] === 'field') return { kind: 'field', field: value };
  const placed = /^(?:(role|post):([^@]+)|(head))(?:@(.+))?$/u.exec(text);
  const selector = placed === null ? null : selectorOf(placed[4]);
  if (placed === null || selector === null) return null;
  if (placed[3] === 'head') return { kind: 'head', selector };
  const name = (placed[2] ?? '').trim();
  if (name === '') return null;
  if (placed[1] === 'post') return { kind: 'post', post: name, selector };
  return /^[a-z-]+$/u.test(name) ? { kind: 'role', role: name, selector } : null;
}

export function writeAssignee(assignee: Assignee): string {
  switch (assignee.kind) {
    case 'applicant':
      return 'role:applicant';
    case 'role':
      return `role:${assignee.role}@${assignee.selector}`;
    case 'post':
      return `post:${assignee.post}@${assignee.selector}`;
    case 'head':
      return `head@${assignee.selector}`;
    case 'unit':
      return `unit:${assignee.code}`;
    case 'person':
      return `person:${assignee.login}`;
    case 'field':
      return `field:${assignee.field}`;
    case 'feel':
      return `feel:${assignee.source}`;
  }
}
