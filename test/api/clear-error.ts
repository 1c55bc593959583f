import { type ErrorCode, errorStatus } from '#core/contract';
import { type Locale, locales } from '#core/messages';
import { apiErrorFrom } from '../../runtime/client/api-error.js';
import { errorText } from '../../runtime/ui/error-text.js';
import { issueText } from '../../runtime/ui/issue-text.js';

interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
}

/**
 * Whether a refusal can be read: a problem document whose code has the status it was sent with and a sentence in both
 * languages, with everything filled in that the sentence asks for, and words for each thing that it says is wrong with the
 * request. The sentence is made by the code that the pages use.
 */
export function assertClear({ status, body, type }: Answered): void {
  if (status < 400) return;
  const error = apiErrorFrom(status, body);
  const said = JSON.stringify(body);
  const fail = (reason: string): never => {
    throw new Error(`Expected a refusal that people can read, but ${reason}: ${status} ${said}`);
  };
  if (error.code === 'INTERNAL') fail('it is a fault');
  if (type !== undefined && type !== 'application/problem+json') fail(`it is ${type}`);
  if (errorStatus[error.code as ErrorCode] !== status) fail('its code has another status');
  if (error.requestId === undefined) fail('it has no request id');
  for (const locale of locales) {
    const text = errorText(error, locale);
    if (text === '' || /\{\w*[|}]/.test(text)) fail(`its sentence is “${text}”`);
    if (locale === 'en-US' && text === errorText(error, 'zh-CN')) fail('its English is Chinese');
    for (const issue of error.code === 'INVALID_REQUEST' ? (error.issues ?? []) : []) checkIssue(issue, locale, fail);
  }
}

function checkIssue(
  issue: NonNullable<ReturnType<typeof apiErrorFrom>['issues']>[number],
  locale: Locale,
  fail: (reason: string) => never,
): void {
  const text = issueText('INVALID_REQUEST', issue, locale);
  if (text === null || /\{\w*[|}]/.test(text)) fail(`the words for ${issue.code} are “${text}”`);
}
