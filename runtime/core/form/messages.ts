import { answerEn, answerZh, type Speaker } from './messages/answer-messages.js';
import { schemaEn, schemaZh } from './messages/schema-messages.js';
import type { FieldInfo } from './state.js';
import type { FormIssue, FormLocale, IssueCode } from './types.js';

const speakers: Readonly<Record<FormLocale, Readonly<Record<IssueCode, Speaker>>>> = {
  'zh-CN': { ...answerZh, ...schemaZh },
  'en-US': { ...answerEn, ...schemaEn },
};

/** Says an issue in words that tell how to mend it. `field` gives label and unit. */
export function issueText(issue: FormIssue, locale: FormLocale, field?: FieldInfo): string {
  const translated = field?.node['x-translations']?.[locale as 'en-US'];
  if (issue.code === 'CHECK_FAILED' && locale === 'en-US' && translated?.message) return translated.message;
  const titled =
    field !== undefined && translated?.title ? { ...field, node: { ...field.node, title: translated.title } } : field;
  return speakers[locale][issue.code](issue.params, titled);
}
