import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDecisions, type Decision, type DecisionTable, decisionProblemText } from '#core/dmn';
import type { FeelType } from '#core/feel';
import { decided, decisionOf, tableOf } from './tables.js';

const types: Record<string, FeelType> = {
  收入: { kind: 'number' },
  规模: { kind: 'string', values: ['大型', '中型', '小型'] },
  上市: { kind: 'boolean' },
  日期: { kind: 'date' },
};
const found = (...decisions: readonly Decision[]) =>
  checkDecisions(decisions, types).problems.map(({ problem }) => `${problem.severity} ${problem.part} ${problem.code}`);
const inTable = (table: DecisionTable) => found(decisionOf(table));

describe('a decision', () => {
  it('that is sound has no problem, and tells its type', () => {
    const table = tableOf(
      'U',
      ['收入'],
      [
        [['>= 2000万'], ['30万']],
        [['< 2000万'], ['10万']],
      ],
    );
    const list = { ...table, hitPolicy: 'C' as const };
    const two = tableOf('F', ['规模'], [[['-'], ['1', '"x"']]], {
      outputs: [{ name: '金额' }, { name: '档次', type: 'string' }],
    });
    const checked = checkDecisions(
      [
        decisionOf(table),
        decisionOf(list, '各档', 'd2'),
        decisionOf(two, '两项', 'd3'),
        decisionOf({ kind: 'expression', feel: '两项.金额 + 结果 > 收入' }, '够', 'd4'),
      ],
      types,
    );
    expect(checked.problems).toEqual([]);
    expect(checked.types).toEqual({
      结果: { kind: 'number' },
      各档: { kind: 'list', of: { kind: 'number' } },
      两项: { kind: 'context', entries: { 金额: { kind: 'number' }, 档次: { kind: 'string' } } },
      够: { kind: 'boolean' },
    });
  });
  it('needs a name of its own, and must not depend on itself', () => {
    const one = (name: string, id: string) => decisionOf({ kind: 'expression', feel: '1' }, name, id);
    expect(found(one('', 'a'), one('收入', 'b'), one('甲', 'c'), one('甲', 'd'))).toEqual([
      'error name NAME_MISSING',
      'error name NAME_TAKEN',
      'error name NAME_TAKEN',
    ]);
    expect(found(decisionOf({ kind: 'expression', feel: '结果 + 1' }))).toEqual(['error  CYCLE']);
  });
});

describe('a cell', () => {
  it.each<[string, DecisionTable, string]>([
    ['an input that does not exist', tableOf('U', ['利润'], [[['-'], ['1']]]), 'error inputs.0 CELL_INVALID'],
    [
      'a test of another type',
      tableOf(
        'U',
        ['收入'],
        [
          [['"大"'], ['1']],
          [['-'], ['1']],
        ],
      ),
      'error rules.0.when.0 CELL_INVALID',
    ],
    ['a text that cannot occur', tableOf('U', ['规模'], [[['"微型"'], ['1']]]), 'error rules.0.when.0 CELL_INVALID'],
    ['an output that cannot be read', tableOf('U', ['收入'], [[['-'], ['1 +']]]), 'error rules.0.give.0 CELL_INVALID'],
    [
      'an output of another type',
      tableOf('U', ['收入'], [[['-'], ['"x"']]], { outputs: [{ type: 'number' }] }),
      'error rules.0.give.0 CELL_INVALID',
    ],
    [
      'an output that is not listed',
      tableOf('P', ['收入'], [[['-'], ['"x"']]], { outputs: [{ allowed: '"a", "b"' }] }),
      'error rules.0.give.0 OUTPUT_NOT_LISTED',
    ],
    [
      'a default that cannot be read',
      tableOf('U', ['收入'], [[['-'], ['1']]], { outputs: [{ otherwise: '(' }] }),
      'error outputs.0.otherwise CELL_INVALID',
    ],
    ['a cell too few', tableOf('U', ['收入', '规模'], [[['-'], ['1']]]), 'error rules.0 CELL_COUNT'],
    ['no rule', tableOf('U', ['收入'], []), 'error  NO_RULE'],
    ['no output', tableOf('U', ['收入'], [[['-'], []]], { outputs: [] }), 'error  NO_OUTPUT'],
    [
      'outputs without names',
      tableOf('U', ['收入'], [[['-'], ['1', '2']]], { outputs: [{ name: 'a' }, {}] }),
      'error outputs.1 NAME_MISSING',
    ],
    [
      'outputs with one name',
      tableOf('U', ['收入'], [[['-'], ['1', '2']]], { outputs: [{ name: 'a' }, { name: 'a' }] }),
      'error outputs.1 NAME_TAKEN',
    ],
    ['priorities without values', tableOf('O', ['收入'], [[['-'], ['1']]]), 'error  PRIORITY_MISSING'],
    [
      'a sum of texts',
      tableOf('C+', ['收入'], [[['-'], ['"x"']]], { outputs: [{ type: 'string' }] }),
      'error outputs.0 AGGREGATION_NEEDS_NUMBER',
    ],
    [
      'a sum over two outputs',
      tableOf('C+', ['收入'], [[['-'], ['1', '2']]], { outputs: [{ name: 'a' }, { name: 'b' }] }),
      'error  AGGREGATION_NEEDS_ONE_OUTPUT',
    ],
  ])('%s is refused', (_what, table, problem) => {
    expect(inTable(table)).toContain(problem);
  });
});

describe('rules held against one another', () => {
  it.each<[string, DecisionTable, readonly string[]]>([
    [
      'bounds that meet',
      tableOf(
        'U',
        ['收入'],
        [
          [['<= 10'], ['1']],
          [['>= 10'], ['2']],
        ],
      ),
      ['rules.1 RULES_OVERLAP'],
    ],
    [
      'bounds that do not meet',
      tableOf(
        'U',
        ['收入'],
        [
          [['< 10'], ['1']],
          [['>= 10'], ['2']],
        ],
      ),
      [],
    ],
    [
      'a gap between bounds',
      tableOf(
        'U',
        ['收入'],
        [
          [['< 10'], ['1']],
          [['> 10'], ['2']],
        ],
      ),
      [' NO_RULE_MATCHES'],
    ],
    ['a default fills the gap', tableOf('U', ['收入'], [[['< 10'], ['1']]], { outputs: [{ otherwise: '0' }] }), []],
    [
      'texts all named',
      tableOf(
        'U',
        ['规模'],
        [
          [['"大型", "中型"'], ['1']],
          [['not("大型", "中型")'], ['2']],
        ],
      ),
      [],
    ],
    ['texts left over', tableOf('U', ['规模'], [[['"大型"'], ['1']]]), [' NO_RULE_MATCHES']],
    ['texts that are all allowed', tableOf('U', ['规模'], [[['"大型"'], ['1']]], { allowed: ['"大型"'] }), []],
    [
      'true and false',
      tableOf(
        'U',
        ['上市'],
        [
          [['true'], ['1']],
          [['false'], ['2']],
        ],
      ),
      [],
    ],
    [
      'two columns',
      tableOf(
        'U',
        ['上市', '收入'],
        [
          [['true', '> 5'], ['1']],
          [['false', '-'], ['2']],
          [['-', '<= 5'], ['3']],
        ],
      ),
      ['rules.2 RULES_OVERLAP'],
    ],
    [
      'dates',
      tableOf(
        'U',
        ['日期'],
        [
          [['< @"2026-01-01"'], ['1']],
          [['>= @"2026-01-01"'], ['2']],
        ],
      ),
      [],
    ],
    [
      'an earlier rule that covers it',
      tableOf(
        'F',
        ['收入'],
        [
          [['> 5'], ['1']],
          [['> 8'], ['2']],
          [['-'], ['3']],
        ],
      ),
      ['rules.1 RULE_NEVER_REACHED'],
    ],
    [
      'overlaps that agree',
      tableOf(
        'A',
        ['收入'],
        [
          [['> 5'], ['1']],
          [['> 8'], ['1']],
          [['<= 5'], ['0']],
        ],
      ),
      [],
    ],
    [
      'overlaps that disagree',
      tableOf(
        'A',
        ['收入'],
        [
          [['> 5'], ['1']],
          [['> 8'], ['2']],
          [['<= 5'], ['0']],
        ],
      ),
      ['rules.1 RULES_DISAGREE'],
    ],
    [
      'cells that cannot be compared',
      tableOf(
        'U',
        ['收入'],
        [
          [['? * 2 > 5'], ['1']],
          [['> 3'], ['2']],
        ],
      ),
      [],
    ],
  ])('%s', (_what, table, problems) => {
    expect(inTable(table)).toEqual(problems.map((problem) => `warning ${problem}`));
  });

  it('names the gap so that it can be found', () => {
    const [first] = checkDecisions(
      [
        decisionOf(
          tableOf(
            'U',
            ['规模', '收入'],
            [
              [['"大型"', '-'], ['1']],
              [['-', '< 5'], ['2']],
            ],
          ),
        ),
      ],
      types,
    ).problems.filter(({ problem }) => problem.code === 'NO_RULE_MATCHES');
    expect(first && decisionProblemText(first.problem, 'zh-CN')).toBe('没有规则适用于：规模: not("大型"); 收入: 5');
    expect(first && decisionProblemText(first.problem, 'en-US')).toBe('No rule answers: 规模: not("大型"); 收入: 5');
  });

  it('agrees with what the table does on every number', { timeout: 60_000 }, () => {
    const cell = fc.oneof(
      fc.constantFrom('-'),
      fc.tuple(fc.constantFrom('<', '<=', '>', '>='), fc.integer({ min: 0, max: 4 })).map(([o, n]) => `${o} ${n}`),
      fc
        .tuple(
          fc.constantFrom('[', '('),
          fc.integer({ min: 0, max: 2 }),
          fc.integer({ min: 2, max: 4 }),
          fc.constantFrom(']', ')'),
        )
        .map(([a, low, high, z]) => `${a}${low}..${high}${z}`),
    );
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }).map((rows) =>
      tableOf(
        'U',
        ['收入', '成本'],
        rows.map(([a, b], i) => [[a, b], [String(i)]]),
      ),
    );
    const both = { ...types, 成本: { kind: 'number' } as const };
    const points = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5];
    fc.assert(
      fc.property(table, (one) => {
        const codes = new Set(checkDecisions([decisionOf(one)], both).problems.map(({ problem }) => problem.code));
        const outcomes = points.flatMap((收入) => points.map((成本) => decided([decisionOf(one)], { 收入, 成本 })));
        expect(codes.has('RULES_OVERLAP')).toBe(outcomes.some(({ codes: met }) => met.includes('RULES_OVERLAP')));
        expect(codes.has('NO_RULE_MATCHES')).toBe(outcomes.some(({ matched }) => matched.length === 0));
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });
});

describe('words', () => {
  it.each(['zh-CN', 'en-US'] as const)('say in %s where it is and what is wrong', (locale) => {
    const { problems } = checkDecisions(
      [
        decisionOf(
          tableOf(
            'U',
            ['收入'],
            [
              [['"大"'], ['1']],
              [['>'], ['利润']],
            ],
          ),
        ),
      ],
      types,
    );
    const texts = problems.map(({ problem }) => decisionProblemText(problem, locale));
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(text).not.toMatch(/\{|undefined|CELL_/);
    expect(texts[0]).toMatch(locale === 'zh-CN' ? /^第 1 条规则的第 1 个输入：/ : /^Rule 1, input 1: /);
  });
});
