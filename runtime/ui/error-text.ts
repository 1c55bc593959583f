import { ApiError } from '#client';
import { errorMessages, formatDate, issueWords, type Locale, message, waitWords } from '#core/messages';
import { issueText } from './issue-text.js';

/** As many as one reads at once. */
const shownIssues = 3;

/** Numbers and texts of a refusal as a sentence shows them: waits in words, days as dates. */
function sentenceParams(params: Readonly<Record<string, unknown>>, locale: Locale): Record<string, string | number> {
  const shown: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'number') shown[name] = value;
    if (typeof value === 'string') shown[name] = /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value, locale) : value;
  }
  const seconds = params.retryAfterSeconds;
  if (typeof seconds === 'number') {
    shown.wait =
      seconds < 60
        ? message(waitWords, locale, 'seconds', { n: seconds })
        : message(waitWords, locale, 'minutes', { n: Math.ceil(seconds / 60) });
  }
  return shown;
}

/** What exactly is wrong, for the first issues of a refusal; empty where it has none that stand by themselves. */
function issuesText({ code, issues = [] }: ApiError, locale: Locale): string {
  const texts = [...new Set(issues.map((issue) => issueText(code, issue, locale)))].filter((text) => text !== null);
  if (texts.length === 0) return '';
  const shown = texts.slice(0, shownIssues).join(message(issueWords, locale, 'between'));
  const more = texts.length > shownIssues ? message(issueWords, locale, 'more', { count: texts.length }) : '';
  return `${message(issueWords, locale, 'colon')}${shown}${more}`;
}

/** What went wrong and what to do, in the reader's language. */
export function errorText(error: unknown, locale: Locale): string {
  if (!(error instanceof ApiError)) return message(errorMessages, locale, 'INTERNAL');
  const sentence = message(errorMessages, locale, error.code, sentenceParams(error.params, locale));
  return sentence + issuesText(error, locale);
}

/** The request's number, for faults only: a refusal explains itself. */
export function requestIdOf(error: unknown): string | undefined {
  return error instanceof ApiError && error.code === 'INTERNAL' ? error.requestId : undefined;
}
