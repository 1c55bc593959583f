import { err, ok, type Result } from '#core/result';
import { digits, type IdentityProblem, normaliseNumber, shapeProblem } from './problem.js';

export type Sex = 'male' | 'female';

export interface IdCard {
  /** 18 characters, the last a digit or X. */
  readonly number: string;
  readonly districtCode: string;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  readonly sex: Sex;
}

/** GB 11643-1999, ISO 7064 MOD 11-2 over the first 17 digits. */
export function idCardCheck(first17: string): string {
  let sum = 0;
  for (const digit of first17) sum = (sum + Number(digit)) * 2;
  return '0123456789X'[(12 - (sum % 11)) % 11] as string;
}

/**
 * Reads a 居民身份证 number. The birth date must exist and not lie after `today` (`YYYY-MM-DD`, the caller's clock):
 * the check digit alone lets 30 February and 2099 through.
 */
export function parseIdCard(text: string, today: string): Result<IdCard, IdentityProblem> {
  const number = normaliseNumber(text);
  const allowed = (index: number) => (index === 17 ? `${digits}X` : digits);
  const problem = shapeProblem(number, { min: 18, max: 18, allowed });
  if (problem !== null) return err(problem);
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isRealDate(birthDate)) return err({ code: 'NO_SUCH_DATE', params: { date: birthDate } });
  if (birthDate > today) return err({ code: 'FUTURE_DATE', params: { date: birthDate } });
  if (idCardCheck(number.slice(0, 17)) !== number[17]) return err({ code: 'CHECK_DIGIT', params: {} });
  const sex: Sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return ok({ number, districtCode: number.slice(0, 6), birthDate, sex });
}

function isRealDate(date: string): boolean {
  // Nobody alive was born before 1850; Date.UTC would also read the years 0–99 as 1900–1999.
  if (date < '1850') return false;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
