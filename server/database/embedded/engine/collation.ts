/** Collations (manual: "Collation") by the runtime's own tables; they order and compare in memory only (D18). */
import type { CompareStrings } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, isNumeric } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const;
const FIELDS = new Set([
  'locale',
  'strength',
  'caseLevel',
  'caseFirst',
  'numericOrdering',
  'alternate',
  'maxVariable',
  'normalization',
  'backwards',
  'version',
]);

/** `undefined` for the simple collation, which is that of the indexes. */
export function compareStringsOf(collation: BsonDocument | undefined): CompareStrings | undefined {
  if (!collation || collation.size === 0) return undefined;
  const locale = collation.get('locale');
  if (typeof locale !== 'string')
    throw new CommandError(40414, "BSON field 'collation.locale' is missing but a required field");
  for (const field of collation.keys())
    if (!FIELDS.has(field)) throw new CommandError(40415, `BSON field 'collation.${field}' is an unknown field.`);
  if (locale === 'simple') return undefined;
  const strength = collation.get('strength') ?? 3;
  const level = isNumeric(strength) ? toNumber(strength) : 0;
  if (level !== 1 && level !== 2 && level !== 3) throw notSupported(`A collation of strength ${level}`);
  for (const field of ['caseLevel', 'backwards', 'normalization'])
    if (collation.get(field) === true) throw notSupported(`A collation with ${field}`);
  if ((collation.get('alternate') ?? 'non-ignorable') !== 'non-ignorable')
    throw notSupported('A collation with alternate');
  const caseFirst = collation.get('caseFirst') ?? 'off';
  const collator = collatorOf(locale, {
    sensitivity: SENSITIVITY[level],
    numeric: collation.get('numericOrdering') === true,
    caseFirst: caseFirst === 'upper' || caseFirst === 'lower' ? caseFirst : 'false',
  });
  return (a, b) => (a === b ? 0 : collator.compare(a, b));
}

function collatorOf(locale: string, options: Intl.CollatorOptions): Intl.Collator {
  const tag = locale.replaceAll('_', '-').replace('@collation=', '-u-co-');
  if (!isSupported(tag)) throw new CommandError('BadValue', `Field 'locale' is invalid in: { locale: "${locale}" }`);
  return new Intl.Collator(tag, options);
}

function isSupported(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf([tag]).length > 0;
  } catch {
    return false;
  }
}
