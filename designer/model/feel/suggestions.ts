import { builtinSignatures, type FeelToken, type FeelType, namesIn, tokensOf } from '#core/feel';
import type { RuleVariable } from '../condition/condition.js';
import type { FeelScopeInfo } from './scope.js';

/** Something that may be written next. `insert` is put in its place, with the cursor `caretBack` characters before its end. */
export interface Suggestion {
  readonly kind: 'variable' | 'entry' | 'value' | 'function' | 'keyword';
  readonly label: string;
  readonly insert: string;
  readonly caretBack: number;
  /** Everything it is found by, beside its label. */
  readonly alias: string;
}

export interface Suggestions {
  readonly from: number;
  /** Where what is replaced ends: the cursor, or the closing quotation mark behind it. */
  readonly to: number;
  readonly word: string;
  readonly items: readonly Suggestion[];
}

const keywords = [
  'and',
  'or',
  'if',
  'then',
  'else',
  'between',
  'in',
  'some',
  'every',
  'satisfies',
  'for',
  'return',
  'true',
  'false',
  'null',
];

const functions: readonly Suggestion[] = builtinSignatures.map(({ name, signatures }) => ({
  kind: 'function',
  label: name,
  insert: `${name}()`,
  caretBack: signatures.some((parameters) => parameters.length > 0) ? 1 : 0,
  alias: '',
}));

const words: readonly Suggestion[] = keywords.map((label) => plain('keyword', label));

function plain(kind: Suggestion['kind'], label: string, insert = label, alias = ''): Suggestion {
  return { kind, label, insert, caretBack: 0, alias };
}

/** What may be written at a place: entries after a dot, a field's options beside it, else names, functions and keywords. */
export function suggestionsAt(source: string, at: number, scope: FeelScopeInfo): Suggestions {
  const tokens = tokensOf(source, { names: namesIn(scope.types) });
  const inside = tokens.find((token) => token.from < at && at <= token.to);
  const word = /[\p{L}\p{N}_]*$/u.exec(source.slice(0, at))?.[0] ?? '';
  const here = { from: at - word.length, to: at, word };
  if (inside?.kind === 'comment') return { ...here, items: [] };
  if (inside?.kind === 'string') return optionsInString(source, at, inside, tokens, scope);
  const before = tokens.filter((token) => token.to <= here.from);
  if (textOf(source, before.at(-1)) === '.') return { ...here, items: entriesBefore(source, before, tokens, scope) };
  if (inside?.kind === 'number' && /^\d/.test(word)) return { ...here, items: [] };
  const begun = begunFunction(source.slice(0, at));
  if (begun !== '') {
    const items = functions.filter(({ label }) => label.startsWith(begun));
    return { from: at - begun.length, to: at, word: begun, items };
  }
  const subject = comparedWith(source, before);
  const values = optionsOf(subject, scope).map(({ label, value }) =>
    plain('value', quoted(value), quoted(value), label),
  );
  const locals = localNames(source, tokens).map(({ name }) => plain('variable', name));
  const variables = scope.variables.map(({ name, label }) => plain('variable', name, name, label));
  return { ...here, items: [...values, ...locals, ...variables, ...words, ...functions] };
}

/** `round h`: a function's name of several words that was begun; its longest beginning that stands at the end of a text. */
function begunFunction(before: string): string {
  let begun = '';
  for (const { label } of functions) {
    for (
      let length = label.length - 1;
      length > label.indexOf(' ') && length > begun.length && label.includes(' ');
      length -= 1
    ) {
      const start = before.at(-length - 1) ?? ' ';
      if (before.endsWith(label.slice(0, length)) && !/[\p{L}\p{N}_]/u.test(start)) begun = label.slice(0, length);
    }
  }
  return begun;
}

function optionsInString(
  source: string,
  at: number,
  token: FeelToken,
  tokens: readonly FeelToken[],
  scope: FeelScopeInfo,
): Suggestions {
  const isClosed = token.to - token.from > 1 && source[token.to - 1] === '"';
  if (isClosed && at === token.to) return { from: at, to: at, word: '', items: [] };
  const before = tokens.filter((one) => one.to <= token.from);
  const items = optionsOf(comparedWith(source, before), scope).map(({ label, value }) =>
    plain('value', quoted(value), quoted(value), label),
  );
  // An open string runs to the end of the source; only what stands before the cursor is meant.
  return { from: token.from, to: isClosed ? token.to : at, word: source.slice(token.from + 1, at), items };
}

const textOf = (source: string, token: FeelToken | undefined): string =>
  token === undefined ? '' : source.slice(token.from, token.to);

/** The name that stands before `=`, `!=`, `in (`, or as the first argument of `list contains(`. */
function comparedWith(source: string, before: readonly FeelToken[]): string | undefined {
  let index = before.length - 1;
  const text = (at: number) => textOf(source, before[at]);
  while (index >= 0 && (before[index]?.kind === 'string' || [',', '(', '['].includes(text(index)))) {
    if (text(index) === '(' && text(index - 1) === 'list contains') return undefined;
    if (text(index) === ',' && before[index - 1]?.kind === 'name' && text(index - 3) === 'list contains')
      return text(index - 1);
    index -= 1;
  }
  if (!['=', '!=', 'in'].includes(text(index))) return undefined;
  const name = before[index - 1];
  return name?.kind === 'name' || name?.kind === 'entry' ? textOf(source, name) : undefined;
}

interface Option {
  readonly label: string;
  readonly value: string;
}

function optionsOf(name: string | undefined, { variables }: FeelScopeInfo): readonly Option[] {
  if (name === undefined) return [];
  const columns = variables.flatMap((variable) => variable.columns ?? []);
  return [...variables, ...columns].find((one) => one.name === name)?.options ?? [];
}

/** Names that loops of this text declare, with the list they run over. */
function localNames(
  source: string,
  tokens: readonly FeelToken[],
): readonly { readonly name: string; readonly list: string }[] {
  return tokens.flatMap((token, index) => {
    const isLoop = ['some', 'every', 'for'].includes(textOf(source, token)) && token.kind === 'keyword';
    if (!isLoop || textOf(source, tokens[index + 2]) !== 'in') return [];
    const name = textOf(source, tokens[index + 1]);
    return name === '' ? [] : [{ name, list: textOf(source, tokens[index + 3]) }];
  });
}

function entriesBefore(
  source: string,
  before: readonly FeelToken[],
  tokens: readonly FeelToken[],
  scope: FeelScopeInfo,
): readonly Suggestion[] {
  const object = textOf(source, before.at(-2));
  const name = localNames(source, tokens).find((local) => local.name === object)?.list ?? object;
  const type = Object.hasOwn(scope.types, name) ? scope.types[name] : undefined;
  const labels = new Map(
    (scope.variables.find((one) => one.name === name)?.columns ?? []).map((column) => [column.name, column.label]),
  );
  return Object.keys(entriesOf(type)).map((entry) => plain('entry', entry, entry, labels.get(entry) ?? ''));
}

function entriesOf(type: FeelType | undefined): Readonly<Record<string, FeelType>> {
  if (type?.kind === 'list') return entriesOf(type.of);
  return type?.kind === 'context' ? type.entries : {};
}

export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** Pinyin and initials of a text, where they are known (they come later than the page). */
export type PinyinOf = (text: string) => readonly string[];

/** The suggestions that fit what was typed, best first; at most forty. */
export function rankSuggestions({ word, items }: Suggestions, pinyinOf: PinyinOf): readonly Suggestion[] {
  const typed = word.toLowerCase();
  if (typed === '') return items.filter((item) => item.kind !== 'function' && item.kind !== 'keyword').slice(0, 40);
  const scored = items
    .map((item, index) => ({ item, index, score: scoreOf(item, typed, pinyinOf) }))
    .filter(({ score }) => score > 0);
  return scored
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, 40)
    .map(({ item }) => item);
}

const bonus: Readonly<Record<Suggestion['kind'], number>> = {
  value: 3,
  entry: 3,
  variable: 2,
  keyword: 1,
  function: 0,
};

function scoreOf(item: Suggestion, typed: string, pinyinOf: PinyinOf): number {
  const texts = [item.label, item.alias].map((text) => text.replaceAll('"', '').toLowerCase());
  if (texts.includes(typed)) return 60 + bonus[item.kind];
  if (texts.some((text) => text.startsWith(typed))) return 40 + bonus[item.kind];
  const keys = item.kind === 'function' || item.kind === 'keyword' ? [] : texts.flatMap(pinyinOf);
  if (keys.some((key) => key.startsWith(typed))) return 40 + bonus[item.kind];
  if (texts.some((text) => text.includes(typed))) return 20 + bonus[item.kind];
  return keys.some((key) => key.includes(typed)) ? 10 + bonus[item.kind] : 0;
}

/** The variable a name stands for, with columns of tables. */
export function variableNamed(name: string, { variables }: FeelScopeInfo): RuleVariable | undefined {
  return (
    variables.find((one) => one.name === name) ??
    variables.flatMap((one) => one.columns ?? []).find((one) => one.name === name)
  );
}
