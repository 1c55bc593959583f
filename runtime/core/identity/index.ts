/** Numbers that say who someone is and where money goes: read, explained when wrong, masked, composed for demo data. */
import type { Result } from '#core/result';
import { parseCreditCode } from './credit-code.js';
import { parseIdCard } from './id-card.js';
import type { IdentityProblem } from './problem.js';

export { parseBankCard, parseBranchCode, parseCompanyAccount, parseMobile } from './accounts.js';
export { composeBankCard, composeCreditCode, composeIdCard } from './compose.js';
export { type CreditCode, creditCodeAlphabet, parseCreditCode } from './credit-code.js';
export { type IdCard, parseIdCard, type Sex } from './id-card.js';
export { maskAccount, maskIdentity, maskPhone } from './mask.js';
export { type IdentityProblem, normaliseNumber } from './problem.js';

/** The identity number of an applicant of either kind, normalised; `today` is `YYYY-MM-DD`. */
export function parseIdentity(
  kind: 'enterprise' | 'person',
  text: string,
  today: string,
): Result<{ readonly number: string }, IdentityProblem> {
  return kind === 'enterprise' ? parseCreditCode(text) : parseIdCard(text, today);
}
