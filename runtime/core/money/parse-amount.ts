import { err, ok, type Result } from '#core/result';
import { maxFen } from './amount-text.js';

/** What stands behind a figure without a unit of its own. */
export type AmountUnit = 'yuan' | 'wan';

export type AmountProblem =
  | { readonly code: 'EMPTY' | 'NOT_A_NUMBER' | 'NEGATIVE'; readonly params: Readonly<Record<string, never>> }
  /** `places`: how many decimals the unit takes. */
  | { readonly code: 'TOO_PRECISE'; readonly params: { readonly places: number } }
  | { readonly code: 'TOO_LARGE'; readonly params: { readonly maxFen: number } };

const plain = (code: 'EMPTY' | 'NOT_A_NUMBER' | 'NEGATIVE'): AmountProblem => ({ code, params: {} });

/** Decimal places of 分 in each unit. */
const places = { yuan: 2, wan: 6 } as const;

/**
 * Reads what a person typed as an amount into integer 分: separators, full width, a currency sign and the suffixes 元, 万,
 * 万元 are understood, and a suffix outranks `unit`. Nothing is rounded: more decimals than 分 are refused.
 */
export function parseAmount(text: string, unit: AmountUnit): Result<number, AmountProblem> {
  const bare = text.normalize('NFKC').replace(/[\s¥]/g, '').replace(/，/g, ',');
  if (bare === '') return err(plain('EMPTY'));
  const match = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(元|万|万元)?$/.exec(bare);
  const [, sign = '', integer = '', decimals = '', suffix] = match ?? [];
  if (match === null || (integer === '' && decimals === '')) return err(plain('NOT_A_NUMBER'));
  const typed = suffix === undefined ? unit : suffix === '元' ? 'yuan' : 'wan';
  const wanted = places[typed];
  const meaningful = decimals.replace(/0+$/, '');
  if (meaningful.length > wanted) return err({ code: 'TOO_PRECISE', params: { places: wanted } });
  const digits = `${integer.replaceAll(',', '')}${meaningful.padEnd(wanted, '0')}`.replace(/^0+(?=\d)/, '');
  if (sign === '-' && digits !== '0') return err(plain('NEGATIVE'));
  // Sixteen digits are enough for the limit; longer ones must not lose digits on the way to a number.
  if (digits.length > 16 || Number(digits) > maxFen) return err({ code: 'TOO_LARGE', params: { maxFen } });
  return ok(Number(digits));
}
