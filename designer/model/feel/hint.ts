import { type BuiltinSignature, namesIn, tokensOf } from '#core/feel';
import type { RuleVariable } from '../condition/condition.js';
import { functionNamed } from './function-help.js';
import type { FeelScopeInfo } from './scope.js';
import { variableNamed } from './suggestions.js';

/** What stands at a place of a text. */
export type FeelHint =
  | { readonly kind: 'variable'; readonly from: number; readonly to: number; readonly variable: RuleVariable }
  | { readonly kind: 'function'; readonly from: number; readonly to: number; readonly builtin: BuiltinSignature };

/** The variable or function that a place of a text belongs to: the name under it, else the call around it. */
export function hintAt(source: string, at: number, scope: FeelScopeInfo): FeelHint | undefined {
  const tokens = tokensOf(source, { names: namesIn(scope.types) });
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.from > at) break;
    const text = source.slice(token.from, token.to);
    if (at <= token.to) {
      const found = hintOf(token.kind, text, scope);
      if (found !== undefined) return { ...found, from: token.from, to: token.to };
    }
    if (token.to > at) break;
    if (text === '(') open.push(index);
    if (text === ')') open.pop();
  }
  for (const index of open.toReversed()) {
    const callee = tokens[index - 1];
    const builtin =
      callee?.kind === 'function'
        ? functionNamed(source.slice(callee.from, callee.to).replace(/\s+/g, ' '))
        : undefined;
    if (callee !== undefined && builtin !== undefined) {
      return { kind: 'function', builtin, from: callee.from, to: callee.to };
    }
  }
  return undefined;
}

function hintOf(kind: string, text: string, scope: FeelScopeInfo) {
  if (kind === 'function') {
    const builtin = functionNamed(text.replace(/\s+/g, ' '));
    return builtin === undefined ? undefined : ({ kind: 'function', builtin } as const);
  }
  const variable = kind === 'name' || kind === 'entry' ? variableNamed(text, scope) : undefined;
  return variable === undefined ? undefined : ({ kind: 'variable', variable } as const);
}
