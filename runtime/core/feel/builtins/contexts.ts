import { same } from '../evaluate/compare.js';
import { isList, kindOf } from '../evaluate/kind.js';
import { FeelDateTime, FeelTime } from '../temporal/calendar-values.js';
import { FeelContext, type FeelValue } from '../values.js';
import { type Builtin, type Call, define, fail } from './define.js';

/** DMN 1.5 §10.3.4.8. */
function getValue([context, key]: readonly FeelValue[]): FeelValue {
  return (context as FeelContext).get(key as string) ?? null;
}

function getEntries([context]: readonly FeelValue[], call: Call): FeelValue {
  const { entries } = context as FeelContext;
  call.run.tick(entries.size, call.span);
  return [...entries].map(
    ([key, value]) =>
      new FeelContext(
        new Map([
          ['key', key],
          ['value', value],
        ]),
      ),
  );
}

/** From a list of `{key, value}`; a key twice makes no context. */
function fromEntries([items]: readonly FeelValue[], call: Call): FeelValue {
  const made = new Map<string, FeelValue>();
  for (const item of items as readonly FeelValue[]) {
    call.run.tick(1, call.span);
    const key = item instanceof FeelContext ? item.get('key') : undefined;
    const value = item instanceof FeelContext ? item.get('value') : undefined;
    if (typeof key !== 'string' || value === undefined || made.has(key)) {
      return fail(call, 'BAD_VALUE', { name: 'entries', value: typeof key === 'string' ? key : kindOf(item) });
    }
    made.set(key, value);
  }
  return new FeelContext(made);
}

function put(context: FeelContext, keys: readonly FeelValue[], value: FeelValue, call: Call): FeelValue {
  const [key, ...inner] = keys;
  call.run.tick(context.entries.size, call.span);
  if (typeof key !== 'string') return fail(call, 'BAD_VALUE', { name: 'keys', value: kindOf(key ?? null) });
  if (inner.length === 0) return new FeelContext(new Map(context.entries).set(key, value));
  const held = context.get(key) ?? new FeelContext(new Map());
  if (!(held instanceof FeelContext)) return fail(call, 'WRONG_TYPE', { operator: 'context put', right: kindOf(held) });
  const changed = put(held, inner, value, call);
  return changed === null ? null : new FeelContext(new Map(context.entries).set(key, changed));
}

function merge([contexts]: readonly FeelValue[], call: Call): FeelValue {
  const made = new Map<string, FeelValue>();
  for (const context of contexts as readonly FeelValue[]) {
    if (!(context instanceof FeelContext))
      return fail(call, 'WRONG_TYPE', { operator: 'context merge', right: kindOf(context) });
    call.run.tick(context.entries.size, call.span);
    for (const [key, value] of context.entries) made.set(key, value);
  }
  return new FeelContext(made);
}

/** Equal, and of the same kind, offset and zone (Table 78). */
function is(a: FeelValue, b: FeelValue, call: Call): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  const [left, right] = [timeOf(a), timeOf(b)];
  if (left && right && (left.offsetSeconds !== right.offsetSeconds || left.zone !== right.zone)) return false;
  return same(a, b, call.run, call.span);
}

const timeOf = (value: FeelValue): FeelTime | null => {
  if (value instanceof FeelDateTime) return value.time;
  return value instanceof FeelTime ? value : null;
};

const negation = ([value]: readonly FeelValue[]): FeelValue => (value === null ? null : !value);

export const contextFunctions: readonly Builtin[] = [
  define('not', ['negand: boolean!', negation, 'boolean']),
  define('is', ['value1: any!, value2: any!', ([a = null, b = null], call) => is(a, b, call), 'boolean']),
  define('get value', ['m: context, key: string', getValue]),
  define('get entries', ['m: context', getEntries, 'list']),
  define('context', ['entries: list', fromEntries, 'context']),
  define(
    'context put',
    [
      'context: context, key: string, value: any!',
      ([context, key, value = null], call) => put(context as FeelContext, [key ?? null], value, call),
      'context',
    ],
    [
      'context: context, keys: list, value: any!',
      ([context, keys, value = null], call) =>
        put(context as FeelContext, isList(keys ?? null) ? (keys as readonly FeelValue[]) : [], value, call),
      'context',
    ],
  ),
  define('context merge', ['contexts: list', merge, 'context']),
];
