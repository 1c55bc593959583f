import type { Locale } from '#core/messages';

/** Exact up to 10^15 分 (D9). */
export const maxFen = 1_000_000_000_000_000;

/** Whether a value is an amount that may be stored: an integer 0 … 10^15. */
export function isAmountFen(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= maxFen;
}

/** Refuses what is no whole number of 分 in range; a float here is a programming error and must not reach a page. */
function whole(fen: number): number {
  if (!Number.isSafeInteger(fen) || Math.abs(fen) > maxFen)
    throw new RangeError(`Expected integer fen, but got ${fen}`);
  return fen;
}

/** `102340` as `1023.40`: exact decimal 元 as text, for files and for FEEL. */
export function yuanText(fen: number): string {
  const sign = whole(fen) < 0 ? '-' : '';
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const grouped = (integer: string) => integer.replace(/\B(?=(\d{3})+$)/g, ',');

/** A figure with thousands separators; decimals only where there are any. */
function figureOf(fen: number): string {
  const [integer = '0', decimals = '00'] = yuanText(Math.abs(fen)).split('.');
  return decimals === '00' ? grouped(integer) : `${grouped(integer)}.${decimals}`;
}

export interface AmountText {
  readonly sign: '' | '-';
  /** e.g. `15`, `1,023.40` */
  readonly figure: string;
  /** `元`, `万元`, or `CNY`. */
  readonly unit: string;
  /** Figure and unit as one text. */
  readonly text: string;
  /** The exact amount, for a tooltip or a second line. */
  readonly exact: string;
  /** Whether `text` shows less than the amount has. */
  readonly rounded: boolean;
}

/**
 * An amount as pages show it: 元 up to 9,999.99, above that 万元 with two decimals where it is not whole, halves up
 * (look.md). English readers get the exact ¥ amount, since they do not count in ten thousands.
 */
export function describeAmount(fen: number, locale: Locale): AmountText {
  const sign = whole(fen) < 0 ? '-' : '';
  const size = Math.abs(fen);
  if (locale === 'en-US') {
    const figure = figureOf(size);
    return { sign, figure, unit: 'CNY', text: `${sign}¥${figure}`, exact: `${sign}¥${figure}`, rounded: false };
  }
  const exact = `${sign}${figureOf(size)} 元`;
  if (size < 1_000_000) {
    return { sign, figure: figureOf(size), unit: '元', text: exact, exact, rounded: false };
  }
  // 万元 with two decimals is hundreds of 元; 10,000 分 each.
  const rest = size % 10_000;
  const hundreds = (size - rest) / 10_000 + (rest >= 5_000 ? 1 : 0);
  const isWhole = size % 1_000_000 === 0;
  const figure = isWhole ? grouped(String(size / 1_000_000)) : withTwoDecimals(hundreds);
  return { sign, figure, unit: '万元', text: `${sign}${figure} 万元`, exact, rounded: rest !== 0 };
}

function withTwoDecimals(hundreds: number): string {
  const digits = String(hundreds).padStart(3, '0');
  return `${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** `1023400000` as `1,023.40 万元`; see `describeAmount`. */
export function formatYuan(fen: number, locale: Locale): string {
  return describeAmount(fen, locale).text;
}

/** Every 分 of it: `10,234,000.00 元` without the decimals where they are nought. */
export function formatExactYuan(fen: number, locale: Locale): string {
  return describeAmount(fen, locale).exact;
}
