import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, FeelContext, type FeelValue, toFeel } from '#core/feel';
import {
  type Clause,
  type Group,
  mayCompareFields,
  operatorsFor,
  type Part,
  type RuleVariable,
  valueShape,
} from '../../../designer/model/condition/condition.js';
import { conditionFromFeel } from '../../../designer/model/condition/from-feel.js';
import { withHead, withoutPart, withPart } from '../../../designer/model/condition/layout.js';
import { rowSubjects, subjectNames, subjectsOf } from '../../../designer/model/condition/subjects.js';
import { conditionToFeel } from '../../../designer/model/condition/to-feel.js';

const table: RuleVariable = {
  name: '设备清单',
  label: '设备清单',
  kind: 'other',
  source: 'field',
  columns: [
    { name: '单价（元）', label: '单价', kind: 'number', source: 'field', unit: '元' },
    { name: '类别', label: '类别', kind: 'string', source: 'field' },
  ],
};
const variables: readonly RuleVariable[] = [
  { name: '营业收入', label: '营业收入', kind: 'number', source: 'field', unit: '元', isMoney: true },
  { name: '营业收入增幅', label: '营业收入增幅', kind: 'number', source: 'field' },
  { name: '企业类型', label: '企业类型', kind: 'string', source: 'field' },
  { name: '是否上云', label: '是否上云', kind: 'boolean', source: 'field' },
  { name: '成立日期', label: '成立日期', kind: 'date', source: 'registry' },
  { name: '认定类别', label: '认定类别', kind: 'list', source: 'registry' },
  { name: '附件', label: '附件', kind: 'other', source: 'field' },
  table,
];
const subjects = subjectsOf(variables, { count: '{table}的行数', sum: '{table}·{column}合计' });
const names = subjectNames(variables);

const literal = (kind: RuleVariable['kind']): fc.Arbitrary<string> => {
  switch (kind) {
    case 'number':
      return fc.oneof(
        fc.integer({ min: -20, max: 20 }).map(String),
        fc.constantFrom('2000万', '1.5亿', '0.30', '-3', '2万元'),
      );
    case 'date':
      return fc.constantFrom('2026-01-01', '1999-12-31');
    default:
      return fc.oneof(
        fc.constantFrom('软件', '制造 "业"', 'a\\b', ' and ', '是)', '//'),
        fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== ''),
      );
  }
};

const clauseOf = (all: readonly RuleVariable[]): fc.Arbitrary<Clause> =>
  fc
    .constantFrom(...all)
    .chain((variable) => fc.tuple(fc.constant(variable), fc.constantFrom(...operatorsFor(variable), 'holds' as const)))
    .filter(([variable, operator]) => operator !== 'holds' || variable.kind === 'boolean')
    .chain(([{ name, kind }, operator]) => {
      const made = (values: readonly string[]): Clause => ({ kind: 'clause', subject: name, operator, values });
      const others = all.filter((one) => one.kind === kind).map((one) => one.name);
      switch (valueShape(operator)) {
        case 'none':
          return fc.constant(made([]));
        case 'two':
          return fc.tuple(literal(kind), literal(kind)).map(made);
        case 'several':
          return fc.array(literal(kind), { minLength: 1, maxLength: 3 }).map(made);
        case 'duration':
          return fc.tuple(fc.integer({ min: 1, max: 60 }).map(String), fc.constantFrom('Y', 'M', 'D')).map(made);
        case 'one': {
          const typed = literal(kind === 'list' ? 'string' : kind).map((value) => made([value]));
          if (!mayCompareFields(operator, kind)) return typed;
          const field = fc.constantFrom(...others).map((other): Clause => ({ ...made([other]), byField: true }));
          return fc.oneof({ weight: 4, arbitrary: typed }, { weight: 1, arbitrary: field });
        }
      }
    });

const rows: fc.Arbitrary<Part> = fc
  .record({
    quantifier: fc.constantFrom('some' as const, 'every' as const),
    parts: fc.array(clauseOf(rowSubjects(table, '行', subjects).slice(0, 4)), { minLength: 1, maxLength: 2 }),
    join: fc.constantFrom('and' as const, 'or' as const),
  })
  .map(({ quantifier, parts, join }) => ({
    kind: 'rows',
    quantifier,
    list: table.name,
    row: '行',
    condition: { kind: 'group', join: parts.length === 1 ? 'and' : join, negated: false, parts },
  }));

/** What `not( … )` of one clause is read as; rows say it with an operator of their own. */
const negatable = (part: Part | undefined): boolean =>
  part?.kind === 'clause' && !['contains', 'has-text', 'is-one-of'].includes(part.operator);

const groupOf = (depth: number): fc.Arbitrary<Group> =>
  fc
    .record({
      join: fc.constantFrom('and' as const, 'or' as const),
      negated: fc.boolean(),
      parts: fc.array(
        depth === 0
          ? fc.oneof({ weight: 5, arbitrary: clauseOf(subjects) as fc.Arbitrary<Part> }, { weight: 1, arbitrary: rows })
          : fc.oneof(
              { weight: 4, arbitrary: clauseOf(subjects) as fc.Arbitrary<Part> },
              { weight: 1, arbitrary: rows },
              { weight: 2, arbitrary: groupOf(depth - 1) as fc.Arbitrary<Part> },
            ),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ join, negated, parts }): Group => {
      const isOne = parts.length === 1;
      return { kind: 'group', join: isOne ? 'and' : join, negated: negated && (!isOne || negatable(parts[0])), parts };
    })
    // A group of one part is that part.
    .map((group) => ({
      ...group,
      parts: group.parts.map((part) =>
        part.kind === 'group' && part.parts.length === 1 && !part.negated ? (part.parts[0] as Part) : part,
      ),
    }));
const condition = groupOf(2).map((group) => {
  const [only] = group.parts;
  return group.parts.length === 1 && only?.kind === 'group' ? only : group;
});

/** A condition without how it was written. */
function bare(part: Part): Part {
  switch (part.kind) {
    case 'group': {
      const { layout: _layout, ...rest } = part;
      return { ...rest, parts: rest.parts.map(bare) };
    }
    case 'rows': {
      const { written: _written, ...rest } = part;
      return { ...rest, condition: bare(rest.condition) as Group };
    }
    case 'clause': {
      const { written: _written, ...rest } = part;
      return rest;
    }
    case 'text':
      return part;
  }
}

const feelOf = (group: Group): string => conditionToFeel(group, subjects).feel;
const read = (feel: string): Group | undefined => conditionFromFeel(feel, subjects);

const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 });
const amount = fc.integer({ min: -20, max: 20 }).map((value): FeelValue => value);
const facts: fc.Arbitrary<Readonly<Record<string, FeelValue>>> = fc.record({
  营业收入: nullable(fc.oneof(amount, fc.constant<FeelValue>(20_000_000))),
  营业收入增幅: nullable(amount),
  企业类型: nullable(fc.constantFrom<FeelValue>('软件', '制造 "业"', 'a\\b')),
  是否上云: nullable(fc.boolean()),
  成立日期: nullable(
    fc.constantFrom<FeelValue>(toFeel('2024-01-01', { kind: 'date' }), toFeel('1999-12-31', { kind: 'date' })),
  ),
  认定类别: nullable(fc.array(fc.constantFrom<FeelValue>('软件', 'a\\b'), { maxLength: 2 })),
  附件: nullable(fc.constant<FeelValue>('x')),
  设备清单: nullable(
    fc.array(
      fc.record({ price: nullable(amount), sort: nullable(fc.constantFrom<FeelValue>('软件', '制造')) }).map(
        ({ price, sort }): FeelValue =>
          new FeelContext(
            new Map([
              ['单价（元）', price],
              ['类别', sort],
            ]),
          ),
      ),
      { maxLength: 3 },
    ),
  ),
});

function evaluated(feel: string, variablesNow: Readonly<Record<string, FeelValue>>): FeelValue {
  const program = compileExpression(feel, { names });
  if (!program.ok) throw new Error(`Expected FEEL that compiles, but ${feel} does not`);
  return program.value.evaluate({ variables: variablesNow, now: '2026-11-18T02:00:00.000Z' }).value;
}

describe('a condition as rows', () => {
  it('is read back as it was put together, and compiles', () => {
    fc.assert(
      fc.property(condition, (made) => {
        const feel = feelOf(made);
        expect(compileExpression(feel, { names }), feel).toMatchObject({ ok: true });
        expect(bare(read(feel)!), feel).toEqual(made);
      }),
    );
  });

  it('keeps its text to the letter while nothing is changed', () => {
    fc.assert(
      fc.property(condition, (made) => {
        const feel = feelOf(made);
        expect(feelOf(read(feel)!)).toBe(feel);
      }),
    );
  });

  const name = fc.constantFrom('营业收入', '营业收入增幅', 'count(设备清单)', 'sum(设备清单.单价（元）)');
  const gap = fc.constantFrom(' ', '  ', '\n  ', ' /* 且 and */ ', ' // 或 or\n');
  const leaf = fc.oneof(
    fc
      .tuple(name, fc.constantFrom('>=', '<', '=', '!='), literal('number'), gap)
      .map(([n, o, v, g]) => `${n}${g}${o} ${v}`),
    fc.constantFrom(
      '是否上云',
      'not(是否上云)',
      '是否上云 = false',
      '企业类型 in ("软件", "制造")',
      'not(企业类型 in ("软件"))',
      '企业类型 != null',
      'list contains(认定类别, "软件")',
      '成立日期 <= today() - duration("P3Y")',
      '成立日期 < date("2024-06-01")',
      '营业收入 + 1 >= 营业收入增幅 * 2',
      'string length(企业类型) > 2',
      '(if 是否上云 then 营业收入 else 营业收入增幅) > 3',
      '(some 行 in 设备清单 satisfies 行.单价（元） > 3 and 行.类别 = "软件")',
      '(every r in 设备清单 satisfies r.单价（元） >= 0)',
    ),
  );
  const source: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      { weight: 3, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('node'), gap, fc.constantFrom('and', 'or'), gap, tie('node'))
          .map(([a, g, w, h, b]) => `(${a})${g}${w}${h}(${b})`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(leaf, gap, fc.constantFrom('and', 'or'), gap, tie('node'))
          .map(([a, g, w, h, b]) => `${a}${g}${w}${h}${b}`),
      },
      { weight: 1, arbitrary: fc.tuple(gap, tie('node')).map(([g, a]) => `not(${g}${a}${g})`) },
    ),
  })).node;

  it('means the same as the text it was read from, written anew or with its layout', () => {
    let shown = 0;
    fc.assert(
      fc.property(source, fc.array(facts, { minLength: 6, maxLength: 6 }), (feel, worlds) => {
        const group = read(feel);
        if (group === undefined) return;
        shown += 1;
        const [kept, anew] = [feelOf(group), feelOf(bare(group) as Group)];
        for (const world of worlds) {
          const value = evaluated(feel, world);
          expect(evaluated(kept, world), kept).toEqual(value);
          expect(evaluated(anew, world), `${feel}\n→ ${anew}`).toEqual(value);
        }
        const comments = feel.match(/且 and|或 or/g) ?? [];
        expect(kept.match(/且 and|或 or/g) ?? []).toEqual(comments);
      }),
      { numRuns: 300, seed: 6 },
    );
    expect(shown).toBeGreaterThan(150);
  });

  const clauses = (group: Group | undefined) =>
    group?.parts.map((part) =>
      part.kind === 'clause' ? [part.subject, part.operator, part.values.join('|')] : part.kind,
    );

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
    ['成立日期 <= today() - duration("P3Y")', [['成立日期', 'ago', '3|Y']]],
    ['企业类型 != null', [['企业类型', 'is-filled', '']]],
    [
      '企业类型 in ("软件","制造") and 是否上云',
      [
        ['企业类型', 'is-one-of', '软件|制造'],
        ['是否上云', 'holds', ''],
      ],
    ],
    ['营业收入 >= 1 and (企业类型 = "软件" or 是否上云 = true)', [['营业收入', 'at-least', '1'], 'group']],
    ['营业收入 >= 1 and 企业类型 = "软件" or 是否上云 = true', ['group', ['是否上云', 'is-true', '']]],
    ['(营业收入 >= 1)', [['营业收入', 'at-least', '1']]],
    ['count(设备清单) >= 3 and 营业收入 + 1 > 2', [['count(设备清单)', 'at-least', '3'], 'text']],
    ['营业收入 between 1万 and 2万', [['营业收入', 'between', '1万|2万']]],
    ['some 行 in 设备清单 satisfies 行.单价（元） >= 1万', ['rows']],
  ])('reads %s', (feel, expected) => {
    expect(clauses(read(feel))).toEqual(expected);
  });

  it.each([
    '营业收入 >= 2000万 * 2',
    '营业收入 + 1 >= 3',
    '没有的字段 = 1',
    '营业收入总额 >= 1',
    '企业类型 = "软件',
    '企业类型 = 软件',
    '企业类型 = ""',
    'if 是否上云 = true then 1 else 2',
    '营业收入 >=',
    '营业收入 >= /* 元 */ 1',
    '是否上云 + 1',
    '企业类型 in ["软件"',
    '营业收入 >= 1 >= 2',
    'some 行 in 设备清单, 列 in 设备清单 satisfies 行.类别 = 列.类别',
    '',
  ])('leaves to the text what says more than rows can: %s', (feel) => {
    expect(read(feel)).toBeUndefined();
  });
});

describe('changing a condition', () => {
  const source = '/* 规模 */ 营业收入   >= 2000万 // 元\n  and (企业类型 = "软件" /* 双软 */ or 是否上云)';
  const change = (edit: (group: Group) => Group) => feelOf(edit(read(source)!));
  const clause: Clause = { kind: 'clause', subject: '附件', operator: 'is-filled', values: [] };

  it('keeps comments and spacing of everything that is not changed', () => {
    expect(change((group) => group)).toBe(source);
    expect(change((group) => withPart(group, clause))).toBe(`${source} and 附件 != null`);
    const changed = { kind: 'clause', subject: '营业收入', operator: 'more-than', values: ['1亿'] } as const;
    expect(change((group) => ({ ...group, parts: group.parts.with(0, changed) }))).toBe(
      source.replace('营业收入   >= 2000万', '营业收入 > 1亿'),
    );
    expect(change((group) => withHead(group, { join: 'or', negated: false }))).toBe(
      source.replace('\n  and', '\n  or'),
    );
    expect(change((group) => withHead(group, { join: 'and', negated: true }))).toBe(`not(${source})`);
  });

  it('keeps the comments of a part that is taken away', () => {
    const feel = change((group) => withoutPart(group, 0));
    expect(feel).toContain('/* 规模 */');
    expect(feel).toContain('// 元');
    expect(bare(read(feel)!)).toMatchObject({ parts: [{ subject: '企业类型' }, { subject: '是否上云' }], join: 'or' });
  });

  it('leaves out a new row that is not finished, and says so; a changed one says what it last said', () => {
    const unfinished = (value: string, more: Partial<Clause> = {}): Group => ({
      kind: 'group',
      join: 'and',
      negated: false,
      parts: [clause, { kind: 'clause', subject: '营业收入', operator: 'is', values: [value], ...more }],
    });
    for (const value of ['', '一百', '1e5']) {
      expect(conditionToFeel(unfinished(value), subjects)).toEqual({ feel: '附件 != null', unfinished: 1 });
    }
    expect(conditionToFeel(unfinished('', { before: '营业收入 > 1' }), subjects)).toEqual({
      feel: '附件 != null and 营业收入 > 1',
      unfinished: 1,
    });
    expect(conditionToFeel(unfinished('1', { subject: '没有' }), subjects).unfinished).toBe(1);
    expect(conditionToFeel(withPart(read(source)!, { ...clause, operator: 'is' }), subjects)).toEqual({
      feel: source,
      unfinished: 1,
    });
  });

  it('puts brackets around a formula that would run into its neighbours', () => {
    const withText = (feel: string) =>
      feelOf({ kind: 'group', join: 'and', negated: false, parts: [{ kind: 'text', feel }, clause] });
    expect(withText('营业收入 > 1 or 是否上云')).toBe('(营业收入 > 1 or 是否上云) and 附件 != null');
    expect(withText('if 是否上云 then true else false')).toBe('(if 是否上云 then true else false) and 附件 != null');
    expect(withText('(营业收入 > 1 or 是否上云)')).toBe('(营业收入 > 1 or 是否上云) and 附件 != null');
    expect(withText('(营业收入 > 1) or (是否上云)')).toBe('((营业收入 > 1) or (是否上云)) and 附件 != null');
    expect(withText('营业收入 > 1 // 元')).toBe('营业收入 > 1 // 元\n and 附件 != null');
    expect(withText('')).toBe('附件 != null');
  });
});
