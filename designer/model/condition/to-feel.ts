import { type FeelNode, parseExpression } from '#core/feel';
import { quoted } from '../feel/suggestions.js';
import { type Clause, type Group, type Part, type RuleVariable, type VariableKind, valueShape } from './condition.js';
import { hasSign, joined, joinTexts, withoutPart } from './layout.js';
import { rowSubjects, subjectNames } from './subjects.js';

/** The FEEL of a condition. A row that is not finished says what it last said; a new one is left out, and counted. */
export interface WrittenCondition {
  readonly feel: string;
  readonly unfinished: number;
}

export function conditionToFeel(condition: Group, subjects: readonly RuleVariable[]): WrittenCondition {
  const writer = { unfinished: 0 };
  return { feel: groupText(condition, subjects, writer, true), unfinished: writer.unfinished };
}

interface Writer {
  unfinished: number;
}

function groupText(group: Group, subjects: readonly RuleVariable[], writer: Writer, isRoot: boolean): string {
  const isAlone = group.parts.length === 1;
  const texts = group.parts.map((part) => partText(part, subjects, writer, isAlone && (isRoot || group.negated)));
  const left = texts.filter((text) => text !== '');
  if (left.length === 0) return '';
  const open = texts.flatMap((text, index) => (text === '' ? [index] : [])).toReversed();
  const { layout } = open.reduce(withoutPart, group);
  const inner = joinTexts(left, group.join, layout);
  const text = joined(joined(layout?.open ?? '', inner), layout?.close ?? '');
  const hasHead = layout !== undefined && hasSign(layout.open);
  if (group.negated) return hasHead ? text : `not(${joined(text, ')')}`;
  return isRoot || hasHead || left.length === 1 ? text : `(${joined(text, ')')}`;
}

function partText(part: Part, subjects: readonly RuleVariable[], writer: Writer, isAlone: boolean): string {
  switch (part.kind) {
    case 'group':
      return groupText(part, subjects, writer, false);
    case 'clause': {
      const text = part.written ?? clauseToFeel(part, subjects);
      if (text !== undefined) return text;
      writer.unfinished += 1;
      return part.before ?? '';
    }
    case 'rows': {
      if (part.written !== undefined) return isAlone ? part.written : tight(part.written, subjects);
      const table = subjects.find((one) => one.name === part.list);
      const inner =
        table === undefined ? '' : groupText(part.condition, rowSubjects(table, part.row, subjects), writer, true);
      if (inner === '') {
        if (part.condition.parts.length === 0) writer.unfinished += 1;
        return '';
      }
      const body = part.condition.parts.length === 1 ? inner : `(${joined(inner, ')')}`;
      const text = `${part.quantifier} ${part.row} in ${part.list} satisfies ${body}`;
      return isAlone ? text : `(${joined(text, ')')}`;
    }
    case 'text':
      return part.feel.trim() === '' || isAlone ? part.feel : tight(part.feel, subjects);
  }
}

/** A text that would swallow, or be swallowed by, what stands beside it gets brackets. */
function tight(text: string, subjects: readonly RuleVariable[]): string {
  const bare = text.trim();
  const names = subjectNames(subjects);
  const tree = parseExpression(bare, names);
  if (tree.ok && !looseKinds.includes(tree.value.kind)) return text;
  // What opens with a bracket and can be read without it and the last sign is bracketed as a whole.
  const isBracketed = bare.startsWith('(') && bare.endsWith(')') && parseExpression(bare.slice(1, -1), names).ok;
  return isBracketed ? text : `(${joined(bare, ')')}`;
}

const looseKinds: readonly FeelNode['kind'][] = ['and', 'or', 'if', 'for', 'some', 'every', 'function'];

const comparisons = {
  is: '=',
  'is-not': '!=',
  'at-least': '>=',
  'more-than': '>',
  'at-most': '<=',
  'less-than': '<',
} as const;

/** The FEEL of a clause; undefined while it is not finished (no value, an unknown subject, no number). */
export function clauseToFeel(clause: Clause, subjects: readonly RuleVariable[]): string | undefined {
  const variable = subjects.find((one) => one.name === clause.subject);
  if (variable === undefined) return undefined;
  const values = valuesOf(clause, variable.kind, subjects);
  if (values === undefined) return undefined;
  const [first = '', second = ''] = values;
  const { subject } = clause;
  switch (clause.operator) {
    case 'is-true':
      return `${subject} = true`;
    case 'is-false':
      return `${subject} = false`;
    case 'holds':
      return subject;
    case 'is-filled':
      return `${subject} != null`;
    case 'is-empty':
      return `${subject} = null`;
    case 'until-today':
      return `${subject} <= today()`;
    case 'after-today':
      return `${subject} > today()`;
    case 'contains':
      return `list contains(${subject}, ${first})`;
    case 'lacks':
      return `not(list contains(${subject}, ${first}))`;
    case 'has-text':
      return `contains(${subject}, ${first})`;
    case 'lacks-text':
      return `not(contains(${subject}, ${first}))`;
    case 'starts-with':
      return `starts with(${subject}, ${first})`;
    case 'is-one-of':
      return `${subject} in (${values.join(', ')})`;
    case 'is-none-of':
      return `not(${subject} in (${values.join(', ')}))`;
    case 'between':
      return `${subject} between ${first} and ${second}`;
    case 'ago':
      return `${subject} <= today() - ${first}`;
    case 'within':
      return `${subject} >= today() - ${first}`;
    default:
      return `${subject} ${comparisons[clause.operator]} ${first}`;
  }
}

/** The values as FEEL; undefined while one is missing or wrong. */
function valuesOf(
  clause: Clause,
  kind: VariableKind,
  subjects: readonly RuleVariable[],
): readonly string[] | undefined {
  const { values } = clause;
  const shape = valueShape(clause.operator);
  if (shape === 'none') return [];
  if (shape === 'duration') return durationOf(values);
  if (clause.byField === true) {
    const other = subjects.find((one) => one.name === values[0]);
    return other?.kind === kind ? [other.name] : undefined;
  }
  const needed = shape === 'one' ? values.slice(0, 1) : shape === 'two' ? values.slice(0, 2) : values;
  if (needed.length === 0 || (shape === 'two' && needed.length < 2)) return undefined;
  const literals = needed.map((value) => literalOf(value, kind === 'list' ? 'string' : kind));
  return literals.every((one) => one !== undefined) ? literals : undefined;
}

function durationOf([count = '', unit = '']: readonly string[]): readonly string[] | undefined {
  return /^[1-9]\d{0,3}$/.test(count.trim()) && /^[YMD]$/.test(unit)
    ? [`duration("P${count.trim()}${unit}")`]
    : undefined;
}

/** A number may end in 万 or 亿, as people say it; the source keeps it so (D21). */
export const numberPattern = /^-?\d+(\.\d+)?(?:万亿元|万亿|万元|亿元|万|亿|元)?$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

function literalOf(value: string, kind: VariableKind): string | undefined {
  const trimmed = value.trim();
  if (trimmed === '') return undefined;
  switch (kind) {
    case 'number':
      return numberPattern.test(trimmed) ? trimmed : undefined;
    case 'date':
      return dayPattern.test(trimmed) ? `date(${quoted(trimmed)})` : undefined;
    case 'string':
      return quoted(value);
    default:
      return undefined;
  }
}
