import { checkExpression, checkUnaryTests, type FeelType } from '#core/feel';
import { quoted } from '../feel/suggestions.js';

interface CellPlace {
  /** Unary tests, or an expression. */
  readonly isTests: boolean;
  /** What is tested, or what the expression should come to. */
  readonly type: FeelType;
  readonly types: Readonly<Record<string, FeelType>>;
}

const isFeel = (text: string, { isTests, type, types }: CellPlace): boolean =>
  (isTests ? checkUnaryTests : checkExpression)(text, types, type).problems.length === 0;

/**
 * What people type or paste into a cell, as FEEL: texts get their quotation marks (`大型、中型`), figures lose thousands
 * separators (`1,200,000`), ≥ and full-width signs become FEEL's. What is FEEL already, or cannot be made so, stays.
 */
export function cellText(typed: string, place: CellPlace): string {
  const isCounted = place.type.kind === 'number' || place.type.kind === 'any';
  // `1,200` could be a list of two; without a space it is a figure.
  const text = isCounted ? plainNumbers(typed.trim()) : typed.trim();
  if (text === '' || (place.isTests && text === '-') || isFeel(text, place)) return text;
  const candidates = [plainSigns(text), asTexts(text, place)];
  return candidates.find((candidate) => candidate !== '' && isFeel(candidate, place)) ?? text;
}

function plainSigns(text: string): string {
  return text
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replaceAll('＞', '>')
    .replaceAll('＜', '<')
    .replaceAll('，', ', ')
    .replaceAll(/[“”]/g, '"')
    .replaceAll('（', '(')
    .replaceAll('）', ')');
}

const plainNumbers = (text: string): string =>
  text.replaceAll(/(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])/g, (number) => number.replaceAll(',', ''));

function asTexts(text: string, { isTests, type }: CellPlace): string {
  if (type.kind !== 'string' && type.kind !== 'any') return '';
  const bare = /^["“](.*)["”]$/.exec(text)?.[1] ?? text;
  if (/["“”]/.test(bare)) return '';
  if (!isTests) return quoted(bare);
  return bare
    .split(/\s*[、，,;；\n]\s*/)
    .filter((one) => one !== '')
    .map(quoted)
    .join(', ');
}
