import type { Clause, ClauseOperator, Condition, RuleVariable, VariableKind } from './condition.js';

/**
 * Reads FEEL back into clauses; `undefined` where it says more than the builder can show (then it is edited as text).
 * Names are matched against the known ones, longest first, because a name may hold operators and spaces.
 */
export function conditionFromFeel(source: string, variables: readonly RuleVariable[]): Condition | undefined {
  const known = variables.toSorted((a, b) => b.name.length - a.name.length);
  const clauses: Clause[] = [];
  let join: 'and' | 'or' | undefined;
  let rest = source.trim();
  while (true) {
    const read = readClause(rest, known);
    if (read === undefined) return undefined;
    clauses.push(read.clause);
    rest = read.rest.trimStart();
    if (rest === '') return { join: join ?? 'and', clauses };
    const joiner = /^(and|or)\s+/.exec(rest);
    const word = joiner?.[1];
    if (joiner === null || (word !== 'and' && word !== 'or')) return undefined;
    // Mixed joiners need brackets to be read rightly; that is text.
    if (join !== undefined && join !== word) return undefined;
    join = word;
    rest = rest.slice(joiner[0].length);
  }
}

interface ReadClause {
  readonly clause: Clause;
  readonly rest: string;
}

function readClause(text: string, known: readonly RuleVariable[]): ReadClause | undefined {
  return (
    readMembership(text, known) ?? readOneOf(text, known) ?? readComparison(text, known) ?? readBareBoolean(text, known)
  );
}

function readMembership(text: string, known: readonly RuleVariable[]): ReadClause | undefined {
  const opening = /^(not\()?list contains\(\s*/.exec(text);
  if (opening === null) return undefined;
  const negated = opening[1] !== undefined;
  const variable = readName(text.slice(opening[0].length), known);
  if (variable?.variable.kind !== 'list') return undefined;
  const comma = /^\s*,\s*/.exec(variable.rest);
  if (comma === null) return undefined;
  const value = readString(variable.rest.slice(comma[0].length));
  const closing = value && (negated ? /^\s*\)\s*\)/ : /^\s*\)/).exec(value.rest);
  if (value === undefined || closing === null || closing === undefined) return undefined;
  return {
    clause: { name: variable.variable.name, operator: negated ? 'lacks' : 'contains', value: value.value },
    rest: value.rest.slice(closing[0].length),
  };
}

function readOneOf(text: string, known: readonly RuleVariable[]): ReadClause | undefined {
  const named = readName(text, known);
  const opening = named && /^\s+in\s*\(\s*/.exec(named.rest);
  if (named?.variable.kind !== 'string' || !opening) return undefined;
  const values: string[] = [];
  let rest = named.rest.slice(opening[0].length);
  while (true) {
    const value = readString(rest);
    // Values stand one a line in a clause, so one that holds a line break is text.
    if (value === undefined || value.value === '' || value.value.includes('\n')) return undefined;
    values.push(value.value);
    const next = /^\s*([,)])\s*/.exec(value.rest);
    if (next === null) return undefined;
    rest = value.rest.slice(next[0].length);
    if (next[1] === ')') break;
  }
  return { clause: { name: named.variable.name, operator: 'is-one-of', value: values.join('\n') }, rest };
}

/** A yes-or-no standing alone says “is yes”. */
function readBareBoolean(text: string, known: readonly RuleVariable[]): ReadClause | undefined {
  const named = readName(text, known);
  if (named?.variable.kind !== 'boolean' || !/^\s*($|and\s|or\s)/.test(named.rest)) return undefined;
  return { clause: { name: named.variable.name, operator: 'is-true', value: '' }, rest: named.rest };
}

const comparisonOperators: Readonly<Record<string, ClauseOperator>> = {
  '=': 'is',
  '!=': 'is-not',
  '>=': 'at-least',
  '>': 'more-than',
  '<=': 'at-most',
  '<': 'less-than',
};

function readComparison(text: string, known: readonly RuleVariable[]): ReadClause | undefined {
  const named = readName(text, known);
  const symbol = named && /^\s*(!=|>=|<=|=|>|<)\s*/.exec(named.rest);
  if (named === undefined || symbol === null || symbol === undefined) return undefined;
  const operator = comparisonOperators[symbol[1] ?? ''];
  if (operator === undefined) return undefined;
  const { name, kind } = named.variable;
  const operand = named.rest.slice(symbol[0].length);
  const constant = /^(true|false|null)(?![\p{L}\p{N}_])/u.exec(operand);
  if (constant !== null) {
    const unary = constantOperator(operator, constant[1] ?? '', kind);
    return unary && { clause: { name, operator: unary, value: '' }, rest: operand.slice(constant[0].length) };
  }
  const literal = readLiteral(operand, kind);
  return literal && { clause: { name, operator, value: literal.value }, rest: literal.rest };
}

function constantOperator(operator: ClauseOperator, constant: string, kind: VariableKind): ClauseOperator | undefined {
  if (constant === 'null') return operator === 'is' ? 'is-empty' : operator === 'is-not' ? 'is-filled' : undefined;
  if (kind !== 'boolean' || operator !== 'is') return undefined;
  return constant === 'true' ? 'is-true' : 'is-false';
}

function readName(
  text: string,
  known: readonly RuleVariable[],
): { readonly variable: RuleVariable; readonly rest: string } | undefined {
  for (const variable of known) {
    if (!text.startsWith(variable.name)) continue;
    const rest = text.slice(variable.name.length);
    // A longer unknown word that begins with a known name is another name.
    if (!/^[\p{L}\p{N}_.[(]/u.test(rest)) return { variable, rest };
  }
  return undefined;
}

interface ReadValue {
  readonly value: string;
  readonly rest: string;
}

function readLiteral(text: string, kind: VariableKind): ReadValue | undefined {
  switch (kind) {
    case 'number': {
      const number = /^-?\d+(\.\d+)?(万|亿)?(?![\p{L}\p{N}_.])/u.exec(text);
      const rest = number && text.slice(number[0].length);
      // Arithmetic behind the number makes it a part of something bigger.
      if (number === null || rest === null || !/^\s*($|and\s|or\s)/.test(rest)) return undefined;
      return { value: number[0], rest };
    }
    case 'date': {
      const opening = /^date\(\s*/.exec(text);
      const value = opening && readString(text.slice(opening[0].length));
      const closing = value && /^\s*\)/.exec(value.rest);
      if (!value || !closing || !/^\d{4}-\d{2}-\d{2}$/.test(value.value)) return undefined;
      return { value: value.value, rest: value.rest.slice(closing[0].length) };
    }
    case 'string':
      return readString(text);
    default:
      return undefined;
  }
}

function readString(text: string): ReadValue | undefined {
  const string = /^"((?:[^"\\\n]|\\["\\n])*)"/.exec(text);
  if (string === null) return undefined;
  const value = (string[1] ?? '').replace(/\\(["\\n])/g, (_all, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  return { value, rest: text.slice(string[0].length) };
}
