import type { ApiError } from '#client';
import {
  calendarIssueMessages,
  calendarMessages,
  fieldNames,
  identityMessages,
  issueWords,
  type Locale,
  type MessageParams,
  type Messages,
  message,
  passwordIssueMessages,
  requestIssueMessages,
} from '#core/messages';

type Issue = NonNullable<ApiError['issues']>[number];

/** What the place is called: `items.2.text` is the third entry's text; a name that nobody gave is shown as it is. */
function placeName(path: string, locale: Locale): string {
  if (path === '') return message(issueWords, locale, 'whole');
  const steps = path.split('.');
  const row = steps.findLast((step) => /^\d+$/.test(step));
  const last = steps.findLast((step) => !/^\d+$/.test(step)) ?? path;
  const name = has(fieldNames, last)
    ? message(fieldNames, locale, last)
    : message(issueWords, locale, 'unknown', { path });
  return row === undefined ? name : message(issueWords, locale, 'row', { row: Number(row) + 1, name });
}

const has = <Key extends string>(words: Messages<Key>, key: string): key is Key => Object.hasOwn(words.zh, key);

/** The words for a code that came from outside; null where the catalogue has none. */
function wordsFor(words: Messages, locale: Locale, code: string, params: MessageParams): string | null {
  return has(words, code) ? message(words, locale, code, params) : null;
}

const measures: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries' };

function requestKey({ code, params }: { readonly code: string; readonly params: MessageParams }): string {
  if (code !== 'TOO_BIG' && code !== 'TOO_SMALL') return code;
  const measure = measures[String(params.origin)] ?? 'value';
  return code === 'TOO_SMALL' && measure === 'characters' && params.minimum === 1 ? 'REQUIRED' : `${code}.${measure}`;
}

function paramsOf({ params }: Issue): MessageParams {
  if (typeof params !== 'object' || params === null) return {};
  return Object.fromEntries(
    Object.entries(params).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}

/**
 * One issue of a refusal in words; null for those that pages show where they belong (answers of a form, problems of a
 * policy). The same code means different things under different refusals, so the refusal's code chooses the words.
 */
export function issueText(refusal: ApiError['code'], issue: Issue, locale: Locale): string | null {
  const params: MessageParams = { ...paramsOf(issue), name: placeName(issue.path, locale) };
  switch (refusal) {
    case 'INVALID_REQUEST':
      return wordsFor(requestIssueMessages, locale, requestKey({ code: issue.code, params }), params);
    case 'PASSWORD_TOO_WEAK':
      return wordsFor(passwordIssueMessages, locale, issue.code, params);
    case 'CALENDAR_INVALID':
      return (
        wordsFor(calendarIssueMessages, locale, issue.code, params) ??
        wordsFor(calendarMessages, locale, issue.code, params)
      );
    case 'IDENTITY_INVALID':
      return wordsFor(identityMessages, locale, issue.code, params);
    case 'NOT_ELIGIBLE':
      // A condition's title is the author's own words.
      return typeof params.title === 'string' ? params.title : null;
    default:
      return null;
  }
}
