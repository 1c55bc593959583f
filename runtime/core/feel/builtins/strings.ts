import { formatValue } from '../evaluate/format-value.js';
import { isList } from '../evaluate/kind.js';
import { asInteger } from '../number.js';
import { expandReplacement } from '../pattern/replacement.js';
import type { FeelNumber, FeelValue } from '../values.js';
import { type Apply, type Builtin, type Call, define, fail } from './define.js';

/** DMN 1.5 §10.3.4.3. Lengths and positions count code points, from 1. */
const text = (value: FeelValue | undefined): string => value as string;

const two =
  (compute: (a: string, b: string) => FeelValue): Apply =>
  ([a, b]) =>
    compute(text(a), text(b));

function substring([value, start, length]: readonly FeelValue[], call: Call): FeelValue {
  const points = [...text(value)];
  call.run.tick(Math.ceil(points.length / 100), call.span);
  const at = asInteger(start as FeelNumber);
  const count = length === null || length === undefined ? points.length : asInteger(length as FeelNumber);
  if (at === null || at === 0 || count === null || Math.abs(at) > Math.max(points.length, 1)) {
    return fail(call, 'BAD_VALUE', { name: 'start position', value: String(start) });
  }
  if (count < 0) return fail(call, 'BAD_VALUE', { name: 'length', value: String(length) });
  const from = at > 0 ? at - 1 : points.length + at;
  return points.slice(from, from + count).join('');
}

/** Patterns must be literals; they are translated and proved when the source is compiled (D19). */
function withPattern(use: (pattern: RegExp, args: readonly FeelValue[], call: Call) => FeelValue): Apply {
  return (args, call) => {
    if (!call.pattern) return fail(call, 'PATTERN_COMPUTED');
    if (text(args[0]).length > maxPatternInput) return fail(call, 'SIZE_LIMIT', { limit: maxPatternInput });
    const { length } = text(args[0]);
    call.run.tick(Math.ceil(length / 10 + (length * length) / 5000), call.span);
    return use(call.pattern, args, call);
  };
}

/** Characters a pattern is run over; a proved pattern takes at most the square of it. */
const maxPatternInput = 10_000;

function replace(pattern: RegExp, [input, , replacement]: readonly FeelValue[], call: Call): FeelValue {
  const expand = expandReplacement(text(replacement));
  if (!expand) return fail(call, 'BAD_VALUE', { name: 'replacement', value: text(replacement).slice(0, 40) });
  const replaced = text(input).replace(new RegExp(pattern, `${pattern.flags}g`), (...match: unknown[]) =>
    expand(match),
  );
  return call.run.checkString(replaced, call.span);
}

function join([list, delimiter]: readonly FeelValue[], call: Call): FeelValue {
  if (!isList(list as FeelValue)) return null;
  const items = (list as readonly FeelValue[]).filter((item) => item !== null);
  call.run.tick(items.length, call.span);
  if (items.some((item) => typeof item !== 'string'))
    return fail(call, 'WRONG_TYPE', { operator: 'string join', right: 'list' });
  return call.run.checkString((items as readonly string[]).join(text(delimiter ?? '')), call.span);
}

const matchPair = 'string: string, match: string';

export const stringFunctions: readonly Builtin[] = [
  define('string', ['from: any!', ([value], call) => stringOf(value ?? null, call), 'string']),
  define('substring', ['string: string, start position: number, length?: number', substring, 'string']),
  define('string length', ['string: string', ([value]) => [...text(value)].length, 'number']),
  define('upper case', ['string: string', ([value]) => text(value).toUpperCase(), 'string']),
  define('lower case', ['string: string', ([value]) => text(value).toLowerCase(), 'string']),
  define('substring before', [
    matchPair,
    two((value, match) => value.slice(0, Math.max(0, value.indexOf(match)))),
    'string',
  ]),
  define('substring after', [
    matchPair,
    two((value, match) => (value.includes(match) ? value.slice(value.indexOf(match) + match.length) : '')),
    'string',
  ]),
  define('contains', [matchPair, two((value, match) => value.includes(match)), 'boolean']),
  define('starts with', [matchPair, two((value, match) => value.startsWith(match)), 'boolean']),
  define('ends with', [matchPair, two((value, match) => value.endsWith(match)), 'boolean']),
  define('matches', [
    'input: string, pattern: string, flags?: string',
    withPattern((pattern, [input]) => pattern.test(text(input))),
    'boolean',
  ]),
  define('replace', [
    'input: string, pattern: string, replacement: string, flags?: string',
    withPattern(replace),
    'string',
  ]),
  define('split', [
    'string: string, delimiter: string',
    withPattern((pattern, [input]) => text(input).split(pattern)),
    'list of string',
  ]),
  define('string join', ['list: list, delimiter?: string', join, 'string']),
];

function stringOf(value: FeelValue, call: Call): FeelValue {
  return value === null ? null : call.run.checkString(formatValue(value, call.run, call.span), call.span);
}
