import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokensOf } from '#core/feel';

const shown = (source: string, names?: readonly string[]) =>
  tokensOf(source, names ? { names } : {}).map(({ kind, from, to }) => `${kind} ${source.slice(from, to)}`);

describe('tokens for the editor', () => {
  test('amounts with Chinese units are numbers, known names are whole', () => {
    expect(shown('营收（万元） >= 2000万 and 企业.地址 = "x"', ['营收（万元）'])).toEqual([
      'name 营收（万元）',
      'sign >=',
      'number 2000万',
      'keyword and',
      'name 企业',
      'sign .',
      'entry 地址',
      'sign =',
      'string "x"',
    ]);
  });

  test('built-in functions, temporal literals and comments are told apart', () => {
    expect(shown('string length(s) // 长度\n@"P1D" date and time')).toEqual([
      'function string length',
      'sign (',
      'name s',
      'sign )',
      'comment // 长度',
      'string @"P1D"',
      'name date and time',
    ]);
  });

  test('a source that cannot be read yet has tokens all the same', () => {
    expect(shown('if a ≥ "open')).toEqual(['keyword if', 'name a', 'unknown ≥', 'string "open']);
  });

  test('tokens never overlap, and only white space lies between them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (source) => {
        let end = 0;
        for (const { from, to } of tokensOf(source)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          expect(source.slice(end, from).trim()).toBe('');
          end = to;
        }
      }),
      { seed: 20_261_122 },
    );
  });
});
