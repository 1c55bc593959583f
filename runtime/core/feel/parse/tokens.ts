import { builtins } from '../builtins/registry.js';
import type { Span } from './ast.js';
import { isDigit, isNamePart, isSpace, normalName } from './characters.js';
import { knownNames } from './known-names.js';
import { isReserved } from './names.js';

export type TokenKind =
  | 'number'
  | 'string'
  | 'keyword'
  | 'name'
  | 'function'
  | 'entry'
  | 'sign'
  | 'comment'
  | 'unknown';

/** A stretch of a source to be coloured; what lies between tokens is white space. */
export interface FeelToken extends Span {
  readonly kind: TokenKind;
}

const numberToken = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?:万亿元|万亿|万元|亿元|万|亿|元)?/y;
const stringToken = /@?"(?:[^"\\]|\\[\s\S])*(?:"|$)/y;
const commentToken = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const signToken = /\*\*|\.\.|->|!=|<=|>=|[-+*/=<>()[\]{},:.;]/y;

/** Tokens of a source as an editor shows them, also of one that cannot be read (yet). */
export function tokensOf(
  source: string,
  { names = [] }: { readonly names?: readonly string[] } = {},
): readonly FeelToken[] {
  const { table } = knownNames(names);
  const tokens: FeelToken[] = [];
  let from = 0;
  while (from < source.length) {
    if (isSpace(source.charCodeAt(from))) {
      from++;
      continue;
    }
    const token = nextToken(source, from, table.matchLength(source, from), tokens.at(-1));
    tokens.push(token);
    from = token.to;
  }
  return tokens;
}

function nextToken(source: string, from: number, known: number, before: FeelToken | undefined): FeelToken {
  const matched = (pattern: RegExp) => {
    pattern.lastIndex = from;
    return pattern.exec(source)?.[0].length ?? 0;
  };
  const made = (kind: TokenKind, length: number): FeelToken => ({ kind, from, to: from + length });
  for (const [kind, pattern] of [
    ['comment', commentToken],
    ['string', stringToken],
  ] as const) {
    const length = matched(pattern);
    if (length > 0) return made(kind, length);
  }
  const number = known === 0 ? matched(numberToken) : 0;
  if (number > 0) return made('number', number);
  const length = Math.max(known, identifierLength(source, from));
  if (length > 0) return made(nameKind(source, from, length, known, before), length);
  const sign = matched(signToken);
  return sign > 0 ? made('sign', sign) : made('unknown', 1);
}

function identifierLength(source: string, from: number): number {
  if (isDigit(source.charCodeAt(from))) return 0;
  let to = from;
  while (to < source.length && isNamePart(source.charCodeAt(to))) to++;
  return to - from;
}

function nameKind(
  source: string,
  from: number,
  length: number,
  known: number,
  before: FeelToken | undefined,
): TokenKind {
  const text = source.slice(from, from + length);
  if (before?.kind === 'sign' && source.slice(before.from, before.to) === '.') return 'entry';
  if (known < length && isReserved(text)) return 'keyword';
  const isCalled = /^\s*\(/.test(source.slice(from + length));
  return isCalled && builtins.has(normalName(text)) ? 'function' : 'name';
}
