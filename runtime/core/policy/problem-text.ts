import { decisionProblemText } from '#core/dmn';
import { problemText } from '#core/feel';
import { issueText } from '#core/form';
import { flowFlawMessages, flowRuleMessages, type Locale, message, policyProblemMessages } from '#core/messages';
import type { PolicyProblem } from './types.js';

/** The problem in words that tell how to mend it, with what the part itself says of it. */
export function policyProblemText(problem: PolicyProblem, locale: Locale): string {
  const detail = causeText(problem, locale);
  const text = message(policyProblemMessages, locale, problem.code, problem.params);
  if (detail === '') return text;
  return locale === 'zh-CN' ? `${text}：${detail}` : `${text}: ${detail}`;
}

function causeText({ cause }: PolicyProblem, locale: Locale): string {
  switch (cause?.kind) {
    case undefined:
      return '';
    case 'feel':
      return problemText(cause.problem, locale);
    case 'decision':
      return decisionProblemText(cause.problem, locale);
    case 'form':
      return issueText(cause.issue, locale);
    case 'flow':
      return message(flowRuleMessages, locale, cause.issue.rule, cause.issue.params);
    case 'proof':
      return message(flowFlawMessages, locale, cause.finding.kind);
  }
}
