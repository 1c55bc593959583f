import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '#core/feel';
import {
  type Condition,
  needsValue,
  operatorsFor,
  type RuleVariable,
} from '../../../designer/model/condition/condition.js';
import { conditionFromFeel } from '../../../designer/model/condition/from-feel.js';
import { conditionToFeel } from '../../../designer/model/condition/to-feel.js';

const variables: readonly RuleVariable[] = [
  { name: '营业收入', label: '营业收入', kind: 'number', source: 'field', unit: '元' },
  { name: '营业收入增幅', label: '营业收入增幅', kind: 'number', source: 'field' },
  { name: '企业类型', label: '企业类型', kind: 'string', source: 'field' },
  { name: '是否上云', label: '是否上云', kind: 'boolean', source: 'field' },
  { name: '成立日期', label: '成立日期', kind: 'date', source: 'registry' },
  { name: '认定类别', label: '认定类别', kind: 'list', source: 'registry' },
  { name: '附件', label: '附件', kind: 'other', source: 'field' },
];
const names = variables.map((one) => one.name);

const clause = fc.constantFrom(...variables).chain((variable) =>
  fc.constantFrom(...operatorsFor(variable.kind)).chain((operator) => {
    const value = !needsValue(operator)
      ? fc.constant('')
      : variable.kind === 'number'
        ? fc.oneof(fc.integer().map(String), fc.constantFrom('2000万', '1.5亿', '0.30', '-3'))
        : operator === 'is-one-of'
          ? fc
              .array(fc.constantFrom('软件', '制造 "业"', 'a\\b'), { minLength: 1, maxLength: 3 })
              .map((list) => list.join('\n'))
          : variable.kind === 'date'
            ? fc.constantFrom('2026-01-01', '1999-12-31')
            : fc.oneof(
                fc.string({ minLength: 1, maxLength: 8 }),
                fc.constantFrom('软件 "双软"', 'a\\b', ' and ', '是)'),
              );
    return value.map((text) => ({ name: variable.name, operator, value: text }));
  }),
);
const condition: fc.Arbitrary<Condition> = fc.record({
  join: fc.constantFrom('and' as const, 'or' as const),
  clauses: fc.array(clause, { minLength: 1, maxLength: 4 }),
});

describe('condition builder', () => {
  it('reads back what it wrote, whatever is put together', () => {
    fc.assert(
      fc.property(condition, (made) => {
        const feel = conditionToFeel(made, variables);
        expect(feel).toBeDefined();
        const read = conditionFromFeel(feel!, variables);
        expect(read?.clauses).toEqual(made.clauses);
        if (made.clauses.length > 1) expect(read?.join).toBe(made.join);
      }),
    );
  });

  it('writes FEEL that compiles', () => {
    fc.assert(
      fc.property(condition, (made) => {
        const feel = conditionToFeel(made, variables) ?? '';
        expect(compileExpression(feel, { names }), feel).toMatchObject({ ok: true });
      }),
    );
  });

  it.each([
    ['营业收入 >= 2000万', [['营业收入', 'at-least', '2000万']]],
    [
      '营业收入增幅>=10 and 企业类型 = "软件"',
      [
        ['营业收入增幅', 'at-least', '10'],
        ['企业类型', 'is', '软件'],
      ],
    ],
    [
      'list contains(认定类别, "省级") or 是否上云 = true',
      [
        ['认定类别', 'contains', '省级'],
        ['是否上云', 'is-true', ''],
      ],
    ],
    ['not(list contains(认定类别, "省级"))', [['认定类别', 'lacks', '省级']]],
    ['成立日期 <= date("2024-01-01")', [['成立日期', 'at-most', '2024-01-01']]],
    ['企业类型 != null', [['企业类型', 'is-filled', '']]],
    [
      '企业类型 in ("软件","制造") and 是否上云',
      [
        ['企业类型', 'is-one-of', '软件\n制造'],
        ['是否上云', 'is-true', ''],
      ],
    ],
  ])('reads %s', (feel, clauses) => {
    const read = conditionFromFeel(feel, variables);
    expect(read?.clauses.map((one) => [one.name, one.operator, one.value])).toEqual(clauses);
  });

  it.each([
    '营业收入 >= 2000万 * 2',
    '营业收入 + 1 >= 3',
    '营业收入 >= 1 and 企业类型 = "软件" or 是否上云 = true',
    '(营业收入 >= 1)',
    '没有的字段 = 1',
    '营业收入总额 >= 1',
    '企业类型 = "软件',
    '企业类型 = 软件',
    'if 是否上云 = true then 1 else 2',
    '营业收入 >=',
    '是否上云 + 1',
    '企业类型 in ["软件"',
    '',
  ])('leaves to the text what says more than rows can: %s', (feel) => {
    expect(conditionFromFeel(feel, variables)).toBeUndefined();
  });

  it('hands nothing on while a row is not finished', () => {
    const unfinished = (name: string, value: string): Condition => ({
      join: 'and',
      clauses: [{ name, operator: 'is', value }],
    });
    expect(conditionToFeel(unfinished('营业收入', ''), variables)).toBeUndefined();
    expect(conditionToFeel(unfinished('营业收入', '一百'), variables)).toBeUndefined();
    expect(conditionToFeel(unfinished('成立日期', '2026'), variables)).toBeUndefined();
    expect(conditionToFeel(unfinished('没有', '1'), variables)).toBeUndefined();
    expect(conditionToFeel({ join: 'and', clauses: [] }, variables)).toBeUndefined();
  });
});
