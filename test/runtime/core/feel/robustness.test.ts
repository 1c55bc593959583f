import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkExpression,
  compileExpression,
  compileUnaryTests,
  type FeelValue,
  renameVariable,
  toJson,
} from '#core/feel';
import { now, outcome } from './evaluating.js';

const words = [
  'a',
  'b',
  '行',
  '营业收入(万元)',
  '1',
  '0',
  '2000万',
  '0.1',
  '1e300',
  '"x"',
  '"\\',
  '@"P1D"',
  '@"2024-01-01"',
  'null',
  'true',
  '?',
  'item',
  'partial',
  '+',
  '-',
  '*',
  '/',
  '**',
  '=',
  '!=',
  '<',
  '>=',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '.',
  '..',
  ' in ',
  ' between ',
  ' and ',
  ' or ',
  'not(',
  'if ',
  ' then ',
  ' else ',
  'for x in ',
  ' return ',
  'some x in ',
  ' satisfies ',
  'function(x)',
  ' instance of ',
  'list<number>',
  'sum(',
  'sort(',
  'string(',
  'matches(',
  'split(',
  'flatten(',
  'range(',
  'date(',
  'context put(',
  '__proto__',
  'constructor',
  '//',
  '/*',
  '*/',
  '，',
  '😀',
  '\n',
];
const soup = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), { maxLength: 30 })
  .map((parts) => parts.join(''));

/** Sources that can be read, of every kind of expression. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const one = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        'a',
        '1',
        '2.5',
        '-3',
        '"x"',
        'null',
        'true',
        '@"P1D"',
        '@"P1M"',
        '@"2024-01-31"',
        '@"10:00:00Z"',
        '[]',
        '{}',
        '营业收入(万元)',
        'constructor',
        'today()',
      ),
      fc
        .tuple(one, fc.constantFrom('+', '-', '*', '/', '**', '=', '<', '>=', ' and ', ' or ', ' in '), one)
        .map((parts) => `(${parts.join('')})`),
      fc.tuple(one, one, one).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
      fc.tuple(one, one).map(([a, b]) => `for x in ${a} return ${b}`),
      fc.tuple(fc.constantFrom('some', 'every'), one, one).map(([q, a, b]) => `${q} x in ${a} satisfies ${b}`),
      fc.tuple(one, one).map(([a, b]) => `[${a}, x][${b}]`),
      fc.tuple(one, one).map(([a, b]) => `{p: ${a}, q: ${b}}.q`),
      fc.tuple(one, one).map(([a, b]) => `(function(x) ${a})(${b})`),
      fc.tuple(one, one).map(([a, b]) => `[${a}..${b}]`),
      fc
        .tuple(
          fc.constantFrom(
            'sum',
            'max',
            'count',
            'string',
            'flatten',
            'sort',
            'mode',
            'stddev',
            'date',
            'number',
            'exp',
            'get entries',
            'range',
            'not',
            'abs',
          ),
          one,
        )
        .map(([f, a]) => `${f}(${a})`),
      fc
        .tuple(
          fc.constantFrom(
            'before',
            'append',
            'index of',
            'substring',
            'contains',
            'modulo',
            'round up',
            'union',
            'date and time',
            'overlaps',
          ),
          one,
          one,
        )
        .map(([f, a, b]) => `${f}(${a}, ${b})`),
    ),
  };
});

const variables: Record<string, FeelValue> = { a: [1, 2, null], '营业收入(万元)': 5, 行: 'x' };
const names = ['a', 'b', '营业收入(万元)', '行'];

describe('whatever is written', () => {
  test('sources never throw, hang or reach a prototype', () => {
    fc.assert(
      fc.property(fc.oneof(soup, expression), (source) => {
        for (const program of [compileExpression(source, { names }), compileUnaryTests(source, { names })]) {
          if (!program.ok) {
            expect(program.error.length).toBeGreaterThan(0);
            continue;
          }
          const { value } = program.value.evaluate({ variables, now, maxSteps: 20_000 });
          expect(() => JSON.stringify(toJson(value))).not.toThrow();
          expect(typeof value === 'function' || Object.is(value, Object.prototype)).toBe(false);
        }
        checkExpression(source, { a: { kind: 'list', of: { kind: 'number' } }, '营业收入(万元)': { kind: 'number' } });
        renameVariable(source, 'a', '新 名', { names });
      }),
      { numRuns: 2000, seed: 20_261_122 },
    );
  }, 60_000);

  test('most generated expressions can be read, so that the test above means something', () => {
    const read = fc
      .sample(expression, { numRuns: 300, seed: 7 })
      .filter((source) => compileExpression(source, { names }).ok);
    expect(read.length).toBeGreaterThan(270);
  });
});

describe('limits while evaluating (D21)', () => {
  test.each([
    ['for x in 1..1000000000 return x', 'STEP_LIMIT'],
    ['for a in 1..1000, b in 1..1000, c in 1..1000 return 1', 'STEP_LIMIT'],
    ['some a in [1..1000000000] satisfies false', 'STEP_LIMIT'],
    ['{f: function(n) f(n + 1), r: f(0)}.r', 'CALL_DEPTH'],
    ['{f: function(n) if n = 0 then 0 else f(n - 1) + f(n - 1), r: f(60)}.r', 'STEP_LIMIT'],
    ['{a: "0123456789", s: function(n, t) if n = 0 then t else s(n - 1, t + t), r: s(40, a)}.r', 'SIZE_LIMIT'],
    ['{s: function(n, t) if n = 0 then t else s(n - 1, concatenate(t, t)), r: s(60, [1])}.r', 'STEP_LIMIT'],
    ['for i in 1..100000 return partial', 'STEP_LIMIT'],
    ['sort(for i in 1..100000 return i, function(a, b) a > b)', 'STEP_LIMIT'],
    ['{f: function(n, t) if n = 0 then t else f(n - 1, [t, t]), r: f(60, [1])}.r', 'STEP_LIMIT'],
    ['{f: function(n, t) if n = 0 then t else f(n - 1, [t, t]), r: f(60, [1]) = f(60, [1])}.r', 'STEP_LIMIT'],
    [
      `{f: function(n, t) if n = 0 then t else f(n - 1, [t, t]), r: f(60, [1]) instance of ${'list<'.repeat(61)}number${'>'.repeat(61)}}.r`,
      'STEP_LIMIT',
    ],
    ['{f: function(n, t) if n = 0 then t else f(n - 1, {a: t, b: t}), r: string(f(60, 1))}.r', 'STEP_LIMIT'],
    [
      '{s: function(n, t) if n = 0 then t else s(n - 1, t + t), t: s(16, "a"), r: for i in 1..100000 return string length(upper case(t))}.r',
      'STEP_LIMIT',
    ],
    [
      '{s: function(n, t) if n = 0 then t else s(n - 1, t + t), t: s(13, "a"), r: for i in 1..100000 return matches(t, "^a*a$")}.r',
      'STEP_LIMIT',
    ],
    ['for i in 1..100000 return exp(i / 7) + log(i) + sqrt(i) + 1.01 ** i', 'STEP_LIMIT'],
    ['for i in 1..100000 return modulo(10 ** 6000, 7)', 'STEP_LIMIT'],
    ['for i in 1..100000 return 10 ** 6000 / 7 + 1e-6000', 'STEP_LIMIT'],
  ])(
    '%s ends with %s',
    (source, code) => {
      const start = process.cpuUsage().user;
      expect(outcome(source).codes).toContain(code);
      expect((process.cpuUsage().user - start) / 1000).toBeLessThan(3000);
    },
    30_000,
  );

  test('the same steps are counted every time', () => {
    const program = compileExpression('for x in 1..100 return x');
    if (!program.ok) throw new Error('Expected a program');
    const codes = (maxSteps: number) =>
      program.value.evaluate({ variables: {}, now, maxSteps }).problems.map(({ code }) => code);
    // A hundred rounds, and a hundred items of the result.
    expect(codes(200)).toEqual([]);
    expect(codes(199)).toEqual(['STEP_LIMIT']);
  });

  test('a clock that cannot be read is a problem, not a guess', () => {
    const program = compileExpression('today()');
    if (!program.ok) throw new Error('Expected a program');
    expect(program.value.evaluate({ variables: {}, now: 'yesterday' })).toMatchObject({
      value: null,
      problems: [{ code: 'BAD_TEMPORAL' }],
    });
  });
});
