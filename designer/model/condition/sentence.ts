import type { MessageParams } from '#core/messages';
import { type Clause, type ClauseOperator, type Group, type Part, type RuleVariable, valueShape } from './condition.js';
import { isTable, rowSubjects } from './subjects.js';

/** A stretch of a condition as it is read: plain words, names and values that stand out, or FEEL. */
export interface Piece {
  readonly kind: 'plain' | 'strong' | 'feel';
  readonly text: string;
}

/** Finds the words for a key of `designerRuleMessages`. */
export type ConditionWords = (key: ConditionWordKey, params?: MessageParams) => string;
export type ConditionWordKey =
  | `operator.${ClauseOperator}`
  | `operator.date-${'at-least' | 'more-than' | 'at-most' | 'less-than'}`
  | `join.${Group['join']}`
  | `duration.${'Y' | 'M' | 'D'}`
  | 'group.notAll'
  | 'group.none'
  | 'rows.some'
  | 'rows.every'
  | 'between'
  | 'comma'
  | 'bracket.open'
  | 'bracket.close';

const orders: readonly ClauseOperator[] = ['at-least', 'more-than', 'at-most', 'less-than'];

/** Dates are early and late, not great and small. */
export function operatorKey(operator: ClauseOperator, kind: RuleVariable['kind']): ConditionWordKey {
  return kind === 'date' && orders.includes(operator)
    ? (`operator.date-${operator}` as ConditionWordKey)
    : `operator.${operator}`;
}

/** A condition as one sentence. */
export function conditionSentence(
  group: Group,
  subjects: readonly RuleVariable[],
  words: ConditionWords,
): readonly Piece[] {
  return groupPieces(group, subjects, words, true);
}

export const pieceText = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

const plain = (text: string): Piece => ({ kind: 'plain', text });
const strong = (text: string): Piece => ({ kind: 'strong', text });

function groupPieces(
  group: Group,
  subjects: readonly RuleVariable[],
  words: ConditionWords,
  isOutermost: boolean,
): readonly Piece[] {
  const inner = group.parts.flatMap((part, index) => [
    ...(index === 0 ? [] : [plain(` ${words(`join.${group.join}`)} `)]),
    ...partPieces(part, subjects, words),
  ]);
  const bracketed = [plain(words('bracket.open')), ...inner, plain(words('bracket.close'))];
  if (group.negated) {
    return [
      plain(words(group.join === 'or' || group.parts.length === 1 ? 'group.none' : 'group.notAll')),
      ...bracketed,
    ];
  }
  return isOutermost || group.parts.length === 1 ? inner : bracketed;
}

function partPieces(part: Part, subjects: readonly RuleVariable[], words: ConditionWords): readonly Piece[] {
  switch (part.kind) {
    case 'group':
      return groupPieces(part, subjects, words, false);
    case 'clause':
      return clausePieces(part, subjects, words);
    case 'rows': {
      const table = subjects.find((one) => one.name === part.list && isTable(one));
      const inner = table === undefined ? [] : rowSubjects(table, part.row, subjects);
      return [
        strong(table?.label ?? part.list),
        plain(` ${words(`rows.${part.quantifier}`)}`),
        plain(words('bracket.open')),
        ...groupPieces(part.condition, inner, words, true),
        plain(words('bracket.close')),
      ];
    }
    case 'text':
      return [{ kind: 'feel', text: part.feel.trim() }];
  }
}

function clausePieces(clause: Clause, subjects: readonly RuleVariable[], words: ConditionWords): readonly Piece[] {
  const variable = subjects.find((one) => one.name === clause.subject);
  const head = [
    strong(variable?.label ?? clause.subject),
    plain(` ${words(operatorKey(clause.operator, variable?.kind ?? 'other'))}`),
  ];
  const value = valueText(clause, variable, subjects, words);
  return value === '' ? head : [...head, plain(' '), strong(value)];
}

function valueText(
  clause: Clause,
  variable: RuleVariable | undefined,
  subjects: readonly RuleVariable[],
  words: ConditionWords,
): string {
  const [first = '', second = ''] = clause.values;
  const labelOf = (one: string) => variable?.options?.find((option) => option.value === one)?.label ?? one;
  if (clause.byField === true) return subjects.find((one) => one.name === first)?.label ?? first;
  const shown = (one: string) => withUnit(labelOf(one), variable?.unit);
  switch (valueShape(clause.operator)) {
    case 'none':
      return '';
    case 'several':
      return clause.values.map(labelOf).join(words('comma'));
    case 'two':
      return words('between', { low: shown(first), high: shown(second) });
    case 'duration':
      return words(`duration.${(second || 'Y') as 'Y' | 'M' | 'D'}`, { n: Number(first) });
    case 'one':
      return shown(first);
  }
}

/** `30 万元`, `50%`, `200 人`. */
function withUnit(value: string, unit: string | undefined): string {
  const counted = /^(-?[\d.]+)(万亿|万|亿)?(元)?$/.exec(value);
  if (counted === null) return unit === undefined || value === '' ? value : `${value} ${unit}`;
  const [, number = '', large = '', own = ''] = counted;
  const behind = unit ?? own;
  if (/^[%％]$/.test(behind)) return `${number}${large}${behind}`;
  return large === '' && behind === '' ? number : `${number} ${large}${behind}`;
}
