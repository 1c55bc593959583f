import { localDay } from '#core/calendar';
import type { Locale } from '#core/messages';
import type { PolicyDraft, PolicyElements, PolicyProblem } from './types.js';

const shanghai = { offsetMinutes: 480 };

/** Whether one may apply at an instant, by the first and last day (both included, Asia/Shanghai). */
export function availability(
  elements: Pick<PolicyElements, 'opensOn' | 'closesOn'>,
  now: string,
): 'open' | 'not-yet' | 'closed' {
  const today = localDay(now, shanghai);
  if (elements.opensOn !== null && today < elements.opensOn) return 'not-yet';
  return elements.closesOn !== null && today > elements.closesOn ? 'closed' : 'open';
}

/** An author's text in the reader's language: the translation by path where there is one, else the Chinese (D16). */
export function localText(elements: PolicyElements, path: string, text: string, locale: Locale): string {
  const translations = locale === 'zh-CN' ? undefined : elements.translations?.[locale];
  return translations !== undefined && Object.hasOwn(translations, path) ? (translations[path] ?? text) : text;
}

/** What is missing or contradicts itself in the elements of a draft that is about to be published. */
export function checkElements(elements: PolicyElements, now: string): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report = (place: string, code: PolicyProblem['code'], severity: PolicyProblem['severity'] = 'error') =>
    problems.push({ part: 'elements', place, code, params: {}, severity });
  const needed = {
    title: elements.title,
    summary: elements.summary,
    ownerUnit: elements.ownerUnit,
    'document.title': elements.document.title,
    'document.issuer': elements.document.issuer,
  };
  for (const [place, text] of Object.entries(needed)) if (text.trim() === '') report(place, 'TEXT_MISSING');
  if (!elements.contacts.some((contact) => contact.phone.trim() !== '')) report('contacts', 'CONTACT_MISSING');
  if (elements.promisedWorkingDays < 1) report('promisedWorkingDays', 'PROMISE_INVALID');
  const { opensOn, closesOn } = elements;
  for (const [place, day] of [
    ['opensOn', opensOn],
    ['closesOn', closesOn],
  ] as const) {
    if (day !== null && !isDay(day)) report(place, 'DATE_INVALID');
  }
  if (opensOn !== null && closesOn !== null && opensOn > closesOn) report('closesOn', 'DATES_REVERSED');
  else if (closesOn !== null && isDay(closesOn) && availability(elements, now) === 'closed') {
    report('closesOn', 'CLOSED_ALREADY', 'warning');
  }
  return problems;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A new policy from blank: defaults, one page with nothing on it, no rule. The flow comes from `#core/flow`. */
export function blankPolicy(title: string, ownerUnit: string): Omit<PolicyDraft, 'flow'> {
  return {
    elements: {
      title,
      summary: '',
      audience: 'enterprise',
      policyClass: 'industry',
      redemption: 'promised',
      projectClass: 'qualification',
      document: { title: '', number: '', issuer: ownerUnit },
      ownerUnit,
      area: '',
      contacts: [{ name: '', phone: '', hours: '工作日 8:30–12:00，13:30–17:00', address: '' }],
      complaintPhone: '12345',
      opensOn: null,
      closesOn: null,
      promisedWorkingDays: 7,
      visits: 0,
      maxAmountText: '',
      demoValues: [],
    },
    form: { version: 1, type: 'object', properties: {} },
    rules: { conditions: [], decisions: [], amount: null },
    materials: [],
  };
}
