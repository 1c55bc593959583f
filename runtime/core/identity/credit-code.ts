import { err, ok, type Result } from '#core/result';
import { digits, type IdentityProblem, normaliseNumber, shapeProblem } from './problem.js';

/** GB 32100-2015: digits and letters without I, O, S, V, Z; the place in this string is the character's value. */
export const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015 §5: the sum of value × 3^i mod 31, and the check character completes it to a multiple of 31. */
export function creditCodeCheck(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += creditCodeAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return creditCodeAlphabet[(31 - (sum % 31)) % 31] as string;
}

export interface CreditCode {
  /** 18 characters, upper case. */
  readonly number: string;
  /** GB/T 2260 code of the registering district; abolished codes keep working. */
  readonly districtCode: string;
}

/** Reads a 统一社会信用代码 (GB 32100-2015). Proves only that it is well formed, not who typed it (D2). */
export function parseCreditCode(text: string): Result<CreditCode, IdentityProblem> {
  const number = normaliseNumber(text);
  // Places 3–8 are a district and therefore digits.
  const allowed = (index: number) => (index >= 2 && index < 8 ? digits : creditCodeAlphabet);
  const problem = shapeProblem(number, { min: 18, max: 18, allowed });
  if (problem !== null) return err(problem);
  if (creditCodeCheck(number.slice(0, 17)) !== number[17]) return err({ code: 'CHECK_DIGIT', params: {} });
  return ok({ number, districtCode: number.slice(2, 8) });
}
