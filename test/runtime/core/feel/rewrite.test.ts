import { describe, expect, test } from 'vitest';
import { exportSource, renameVariable } from '#core/feel';

describe('renaming a variable (D10)', () => {
  test.each([
    ['营收 >= 2000万', '上年 营收 >= 2000万'],
    ['(营收) + 营收 // 营收', '(上年 营收) + 上年 营收 // 营收'],
    ['企业.营收 + "营收"', '企业.营收 + "营收"'],
    ['for 营收 in 明细 return 营收 + 1', 'for 营收 in 明细 return 营收 + 1'],
    ['for x in 营收 return 营收 * x', 'for x in 上年 营收 return 上年 营收 * x'],
    ['{营收: 营收, b: 营收}', '{营收: 上年 营收, b: 营收}'],
    ['function(营收) 营收', 'function(营收) 营收'],
    ['f(营收: 营收)', 'f(营收: 上年 营收)'],
    ['营收额 + 1', '营收额 + 1'],
    ['明细[金额 > 营收]', '明细[金额 > 上年 营收]'],
    ['if 营收 = null then "无" else string(营收)', 'if 上年 营收 = null then "无" else string(上年 营收)'],
  ])('%s becomes %s', (source, renamed) => {
    expect(renameVariable(source, '营收', '上年 营收')).toEqual({ ok: true, value: renamed });
  });

  test('a name with signs is renamed as a whole', () => {
    expect(renameVariable('营收(万元) * 2', '营收(万元)', '营收')).toEqual({ ok: true, value: '营收 * 2' });
  });

  test('an entry is renamed after dots and inside filters only', () => {
    const renamed = renameVariable('明细[金额 > 1].金额 + 金额', '金额', '价税合计', { of: 'entry' });
    expect(renamed).toEqual({ ok: true, value: '明细[价税合计 > 1].价税合计 + 金额' });
  });

  test.each([
    ['for 新 in 明细 return 新 + 旧', '旧', '新'],
    ['旧 + 1', '旧', 'then'],
    ['旧 + 1', '旧', ''],
    ['旧-b + 1', '旧', '新'],
  ])('in %s, %s cannot become %s', (source, from, to) => {
    const renamed = renameVariable(source, from, to, { names: ['b', '新-b'] });
    expect(renamed.ok ? [] : renamed.error.map(({ code }) => code)).toContain('NAME_TAKEN');
  });

  test('a source that cannot be read is not touched', () => {
    expect(renameVariable('旧 +', '旧', '新')).toMatchObject({ ok: false, error: [{ code: 'SYNTAX' }] });
  });

  test('unary tests are renamed too', () => {
    expect(renameVariable('> 旧, not(旧)', '旧', '新', { unaryTests: true })).toEqual({
      ok: true,
      value: '> 新, not(新)',
    });
  });
});

describe('plain numbers for exported files (D21)', () => {
  test.each([
    ['营收 >= 2000万', '营收 >= 20000000'],
    ['(1.5亿元) + 3', '(150000000) + 3'],
    ['"2000万" // 2000万', '"2000万" // 2000万'],
    ['1.50 + .5', '1.50 + .5'],
  ])('%s becomes %s', (source, exported) => {
    expect(exportSource(source)).toEqual({ ok: true, value: exported });
  });
});
