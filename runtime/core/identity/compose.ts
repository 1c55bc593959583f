import { luhnCheck } from './accounts.js';
import { creditCodeAlphabet, creditCodeCheck } from './credit-code.js';
import { idCardCheck, type Sex } from './id-card.js';

/** GB 11714: the check character of the nine-place organisation code inside a credit code. */
function organisationCheck(first8: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  let sum = 0;
  for (const [index, digit] of [...first8].entries()) sum += Number(digit) * (weights[index] as number);
  return '0123456789X0'[11 - (sum % 11)] as string;
}

/** A well-formed enterprise credit code for demo data and tests: the same district and serial give the same code. */
export function composeCreditCode(district: string, serial: number): string {
  const organisation = fixed(serial, 8);
  const first17 = `91${district}${organisation}${organisationCheck(organisation)}`;
  if (first17.length !== 17 || [...first17].some((character) => !creditCodeAlphabet.includes(character))) {
    throw new RangeError(`Expected a six-digit district, but got ${district}`);
  }
  return first17 + creditCodeCheck(first17);
}

/** A well-formed ID card number for demo data and tests; `birthDate` is `YYYY-MM-DD`, `serial` 0…499. */
export function composeIdCard(card: {
  readonly district: string;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly serial: number;
}): string {
  const sequence = fixed((card.serial % 500) * 2 + (card.sex === 'male' ? 1 : 0), 3);
  const first17 = `${card.district}${card.birthDate.replaceAll('-', '')}${sequence}`;
  if (!/^\d{17}$/.test(first17)) throw new RangeError(`Expected a district and a date, but got ${first17}`);
  return first17 + idCardCheck(first17);
}

/** A personal bank card number that passes Luhn; the prefix is no bank's own. */
export function composeBankCard(serial: number): string {
  const body = `620000${fixed(serial, 12)}`;
  return body + luhnCheck(body);
}

function fixed(serial: number, width: number): string {
  if (!Number.isSafeInteger(serial) || serial < 0 || serial >= 10 ** width) {
    throw new RangeError(`Expected a serial below 10^${width}, but got ${serial}`);
  }
  return String(serial).padStart(width, '0');
}
