import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '#core/feel';

const code = (pattern: string, flags?: string) => {
  const compiled = compilePattern(pattern, flags);
  return compiled.ok ? 'ok' : compiled.error;
};

describe('patterns of authors (D19)', () => {
  test.each([
    '^1[3-9]\\d{9}$',
    '^\\d{17}[\\dXx]$',
    '^[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}$',
    '^[\\u4e00-\\u9fa5]+$',
    '^[^@\\s]+@[^@\\s]+$',
    '^(https?)://',
    '\\p{L}+',
    '^\\d+(\\.\\d{1,2})?$',
    '杭州|宁波',
    '[a-z]+-\\d+',
    '^\\d{4}-\\d{2}-\\d{2}$',
    '^.*有限公司$',
    '^(ab|cd)+$',
    '\\i\\c*',
    'a?b?c?',
    '',
  ])('%s is proved fast', (pattern) => {
    expect(code(pattern)).toBe('ok');
  });

  test.each([
    '(a+)+',
    '(a*)*b',
    '(a|a)*',
    '(a|ab)*c',
    '([a-z]+)*$',
    '(.*)*',
    '^(.*)(.*)x$',
    'a*a*b',
    '.*.*',
    '(a?){20}',
    '\\1',
    '(a)\\1',
    '(\\d+\\s?)+',
    `${'a?'.repeat(30)}${'a'.repeat(30)}`,
    `${'(a|a)'.repeat(20)}b`,
    '(x+x+)+y',
    'a{1,200}a{1,200}b',
    '((a{0,9}){0,9}){0,9}',
    'a'.repeat(501),
  ])('%s is refused as unsafe', (pattern) => {
    expect(code(pattern)).toBe('PATTERN_UNSAFE');
  });

  test.each([
    '(',
    ')',
    '[',
    'a**',
    '*a',
    '[z-a]',
    '\\q',
    '(?=a)',
    '(?<n>a)',
    '[a-z-[aeiou]]',
    '\\p{IsGreek}',
    '{2}',
    'a{3,1}',
    '^*',
    'a++',
  ])('%s is refused as malformed', (pattern) => {
    expect(code(pattern)).toBe('PATTERN_INVALID');
  });

  test('unknown flags are refused', () => {
    expect(code('a', 'g')).toBe('PATTERN_INVALID');
  });

  test('a pattern that was accepted decides ten thousand characters at once', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '[ab]',
      '(a|b)',
      '(ab)',
      'a*',
      'b+',
      '.*',
      'a?',
      '[ab]{2,30}',
      '(ab)*',
      '^',
      '$',
    );
    const texts = ['a'.repeat(10_000), `${'ab'.repeat(5000)}c`, `${'a'.repeat(9999)}!`];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const compiled = compilePattern(pieces.join(''));
        if (!compiled.ok) return;
        for (const text of texts) {
          const start = process.cpuUsage().user;
          compiled.value.test(text);
          expect((process.cpuUsage().user - start) / 1000).toBeLessThan(2000);
        }
      }),
      { numRuns: 150, seed: 20_261_122 },
    );
  }, 30_000);
});
