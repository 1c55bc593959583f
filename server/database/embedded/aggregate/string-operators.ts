/** Manual: "String Expression Operators". Positions count code points or bytes, never UTF-16 units. */
import { compareUtf8 } from '../bson/compare.js';

import { BSONRegExp, type BsonValue, Double, isNumeric, type Maybe, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { compileRegex } from '../query/regex.js';
import { integer } from './array-kit.js';
import { isNullish, type NamedValues, type Operator, ofNamed, ofValue, ofValues } from './operator.js';

const MANY = { min: 0, max: Number.POSITIVE_INFINITY };

function text(value: Maybe, name: string, code: number): string {
  if (typeof value !== 'string')
    throw new CommandError(code, `${name} requires a string argument, found: ${typeName(value)}`);
  return value;
}

/** What `$toLower`, `$substr` and their like take for text. */
function coerced(value: Maybe, name: string): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (isNumeric(value)) return value instanceof Double ? String(value.value) : value.toString();
  throw new CommandError(16007, `can't convert from BSON type ${typeName(value)} to String (${name})`);
}

function concat(values: readonly Maybe[]): Maybe {
  if (values.some(isNullish)) return null;
  return values.map((value) => text(value, '$concat', 16702)).join('');
}

/** Only ASCII letters change (manual: "$toLower"). */
const lower = (value: string) => value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const upper = (value: string) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

const WHITE_SPACE = [...'\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'];

function trim(values: NamedValues, name: string, ends: { start: boolean; end: boolean }): Maybe {
  const input = values('input');
  const chars = values('chars');
  if (isNullish(input) || chars === null) return null;
  const characters = [...text(input, name, 50699)];
  const dropped = new Set(chars === undefined ? WHITE_SPACE : [...text(chars, name, 50700)]);
  let [start, end] = [0, characters.length];
  if (ends.start) while (start < end && dropped.has(characters[start] as string)) start++;
  if (ends.end) while (end > start && dropped.has(characters[end - 1] as string)) end--;
  return characters.slice(start, end).join('');
}

const trimmer = (ends: { start: boolean; end: boolean }): Operator =>
  ofNamed({ required: ['input'], optional: ['chars'] }, (values, _, name) => trim(values, name, ends));

function substrCodePoints([value, start, count]: readonly Maybe[]): Maybe {
  const [from, length] = [integer(start, '$substrCP', 34450), integer(count, '$substrCP', 34452)];
  if (from < 0 || length < 0)
    throw new CommandError(34455, '$substrCP: the start index and the length must not be negative');
  return [...coerced(value, '$substrCP')].slice(from, from + length).join('');
}

function substrBytes([value, start, count]: readonly Maybe[]): Maybe {
  const [from, length] = [integer(start, '$substrBytes', 16034), integer(count, '$substrBytes', 16035)];
  if (from < 0) throw new CommandError(50752, `$substrBytes: starting index must be non-negative (got: ${from})`);
  const bytes = Buffer.from(coerced(value, '$substrBytes'));
  const end = length < 0 ? bytes.length : Math.min(bytes.length, from + length);
  const isInside = (position: number) => position < bytes.length && ((bytes[position] as number) & 0xc0) === 0x80;
  if (isInside(from) || isInside(end))
    throw new CommandError(28656, '$substrBytes: Invalid range, a boundary is in the middle of a UTF-8 character.');
  return bytes.toString('utf8', from, Math.max(from, end));
}

function indexOf(
  units: (value: string) => readonly (string | number)[],
  name: string,
): (values: readonly Maybe[]) => Maybe {
  return ([value, wanted, from = 0, to]) => {
    if (isNullish(value)) return null;
    const haystack = units(text(value, name, 40091));
    const needle = units(text(wanted, name, 40092));
    const end = isNullish(to) ? haystack.length : Math.min(haystack.length, integer(to, name, 40096));
    for (let index = integer(from, name, 40096); index + needle.length <= end; index++)
      if (needle.every((unit, offset) => haystack[index + offset] === unit)) return index;
    return -1;
  };
}

function split(value: Maybe, separator: Maybe): Maybe {
  if (isNullish(value) || isNullish(separator)) return null;
  const by = text(separator, '$split', 40086);
  if (by === '') throw new CommandError(40087, '$split requires a non-empty separator');
  return text(value, '$split', 40085).split(by);
}

function replace(values: NamedValues, name: string, isAll: boolean): Maybe {
  const parts = ['input', 'find', 'replacement'].map(values);
  for (const part of parts) if (!isNullish(part)) text(part, name, 51746);
  if (parts.some(isNullish)) return null;
  const [input, find, replacement] = parts as [string, string, string];
  return isAll ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
}

function regexParts(values: NamedValues, name: string): { input: string; regex: RegExp } | undefined {
  const [input, pattern, options] = [values('input'), values('regex'), values('options')];
  if (isNullish(input) || isNullish(pattern)) return undefined;
  if (!(pattern instanceof BSONRegExp) && typeof pattern !== 'string')
    throw new CommandError(51105, `${name} needs 'regex' to be of type string or regex`);
  const own = pattern instanceof BSONRegExp ? pattern.options : '';
  if (own && !isNullish(options))
    throw new CommandError(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  const flags = isNullish(options) ? own : text(options, name, 51106);
  const source = pattern instanceof BSONRegExp ? pattern.pattern : pattern;
  return { input: text(input, name, 51104), regex: compileRegex(source, flags) };
}

const REGEX_FIELDS = { required: ['input', 'regex'], optional: ['options'] };

function matchDocument(match: RegExpExecArray): BsonValue {
  return new Map<string, BsonValue>([
    ['match', match[0]],
    ['idx', [...match.input.slice(0, match.index)].length],
    ['captures', match.slice(1).map((capture) => capture ?? null)],
  ]);
}

function findAll(values: NamedValues, name: string): Maybe {
  const parts = regexParts(values, name);
  if (!parts) return [];
  return [...parts.input.matchAll(new RegExp(parts.regex, `${parts.regex.flags}g`))].map(matchDocument);
}

function findFirst(values: NamedValues, name: string): Maybe {
  const parts = regexParts(values, name);
  const match = parts?.regex.exec(parts.input);
  return match ? matchDocument(match) : null;
}

export const STRINGS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$concat', ofValues(MANY, concat)],
  ['$toLower', ofValue((value, _, name) => lower(coerced(value, name)))],
  ['$toUpper', ofValue((value, _, name) => upper(coerced(value, name)))],
  ['$trim', trimmer({ start: true, end: true })],
  ['$ltrim', trimmer({ start: true, end: false })],
  ['$rtrim', trimmer({ start: false, end: true })],
  ['$strLenCP', ofValue((value, _, name) => [...text(value, name, 34471)].length)],
  ['$strLenBytes', ofValue((value, _, name) => Buffer.byteLength(text(value, name, 34473)))],
  ['$strcasecmp', ofValues(2, ([a, b], _, name) => compareUtf8(upper(coerced(a, name)), upper(coerced(b, name))))],
  ['$substrCP', ofValues(3, substrCodePoints)],
  ['$substrBytes', ofValues(3, substrBytes)],
  ['$substr', ofValues(3, substrBytes)],
  [
    '$indexOfCP',
    ofValues(
      { min: 2, max: 4 },
      indexOf((value) => [...value], '$indexOfCP'),
    ),
  ],
  [
    '$indexOfBytes',
    ofValues(
      { min: 2, max: 4 },
      indexOf((value) => [...Buffer.from(value)], '$indexOfBytes'),
    ),
  ],
  ['$split', ofValues(2, ([value, separator]) => split(value, separator))],
  [
    '$replaceOne',
    ofNamed({ required: ['input', 'find', 'replacement'] }, (values, _, name) => replace(values, name, false)),
  ],
  [
    '$replaceAll',
    ofNamed({ required: ['input', 'find', 'replacement'] }, (values, _, name) => replace(values, name, true)),
  ],
  [
    '$regexMatch',
    ofNamed(REGEX_FIELDS, (values, _, name) => {
      const parts = regexParts(values, name);
      return parts ? parts.regex.test(parts.input) : false;
    }),
  ],
  ['$regexFind', ofNamed(REGEX_FIELDS, (values, _, name) => findFirst(values, name))],
  ['$regexFindAll', ofNamed(REGEX_FIELDS, (values, _, name) => findAll(values, name))],
]);
