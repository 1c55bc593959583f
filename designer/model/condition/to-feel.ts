import type { Clause, Condition, RuleVariable, VariableKind } from './condition.js';

/** The FEEL of a condition, or `undefined` while a clause is not finished (no value, an unknown name, no number). */
export function conditionToFeel(condition: Condition, variables: readonly RuleVariable[]): string | undefined {
  const parts: string[] = [];
  for (const clause of condition.clauses) {
    const variable = variables.find((one) => one.name === clause.name);
    const text = variable === undefined ? undefined : clauseToFeel(clause, variable.kind);
    if (text === undefined) return undefined;
    parts.push(text);
  }
  return parts.length === 0 ? undefined : parts.join(` ${condition.join} `);
}

const comparisons = {
  is: '=',
  'is-not': '!=',
  'at-least': '>=',
  'more-than': '>',
  'at-most': '<=',
  'less-than': '<',
} as const;

function clauseToFeel(clause: Clause, kind: VariableKind): string | undefined {
  const { name, operator } = clause;
  switch (operator) {
    case 'is-true':
      return `${name} = true`;
    case 'is-false':
      return `${name} = false`;
    case 'is-filled':
      return `${name} != null`;
    case 'is-empty':
      return `${name} = null`;
    case 'contains':
      return clause.value === '' ? undefined : `list contains(${name}, ${quoted(clause.value)})`;
    case 'lacks':
      return clause.value === '' ? undefined : `not(list contains(${name}, ${quoted(clause.value)}))`;
    case 'is-one-of': {
      const values = severalOf(clause.value);
      return values.length === 0 ? undefined : `${name} in (${values.map(quoted).join(', ')})`;
    }
    default: {
      const literal = literalOf(clause.value, kind);
      return literal === undefined ? undefined : `${name} ${comparisons[operator]} ${literal}`;
    }
  }
}

/** The values of `is-one-of`. */
export function severalOf(value: string): readonly string[] {
  return value.split('\n').filter((one) => one !== '');
}

/** A number may end in 万 or 亿, as people say it; the source keeps it so (D21). */
export const numberPattern = /^-?\d+(\.\d+)?(万|亿)?$/;

function literalOf(value: string, kind: VariableKind): string | undefined {
  const trimmed = value.trim();
  if (trimmed === '') return undefined;
  switch (kind) {
    case 'number':
      return numberPattern.test(trimmed) ? trimmed : undefined;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? `date(${quoted(trimmed)})` : undefined;
    case 'string':
      return quoted(value);
    default:
      return undefined;
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
