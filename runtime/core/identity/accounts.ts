import { err, ok, type Result } from '#core/result';
import { digits, type IdentityProblem, normaliseNumber, shapeProblem } from './problem.js';

/** Reads a mainland mobile number, with or without +86; the answer has its 11 digits. */
export function parseMobile(text: string): Result<string, IdentityProblem> {
  const number = normaliseNumber(text).replace(/^(?:\+|00)86(?=\d)/, '');
  const problem = shapeProblem(number, { min: 11, max: 11, allowed: () => digits });
  if (problem !== null) return err(problem);
  if (!/^1[3-9]/.test(number)) return err({ code: 'PREFIX', params: { prefix: number.slice(0, 2) } });
  return ok(number);
}

/** Luhn (ISO/IEC 7812): the digit that completes `body`. */
export function luhnCheck(body: string): string {
  let sum = 0;
  for (const [index, digit] of [...body].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Reads the number of a personal bank card: 16 to 19 digits and Luhn. */
export function parseBankCard(text: string): Result<string, IdentityProblem> {
  const number = normaliseNumber(text);
  const problem = shapeProblem(number, { min: 16, max: 19, allowed: () => digits });
  if (problem !== null) return err(problem);
  if (luhnCheck(number.slice(0, -1)) !== number.at(-1)) return err({ code: 'CHECK_DIGIT', params: {} });
  return ok(number);
}

/** Reads a company account (对公账户): digits only. It does not follow Luhn and is never refused by it (U1). */
export function parseCompanyAccount(text: string): Result<string, IdentityProblem> {
  const number = normaliseNumber(text);
  const problem = shapeProblem(number, { min: 8, max: 32, allowed: () => digits });
  return problem === null ? ok(number) : err(problem);
}

/** Reads a bank branch code (联行号): 12 digits. */
export function parseBranchCode(text: string): Result<string, IdentityProblem> {
  const number = normaliseNumber(text);
  const problem = shapeProblem(number, { min: 12, max: 12, allowed: () => digits });
  return problem === null ? ok(number) : err(problem);
}
