import { describe, expect, it } from 'vitest';
import type { Decision } from '#core/dmn';
import { importedDecisions } from '../../../../designer/model/rules/import-decisions.js';
import { uniqueName } from '../../../../designer/model/rules/names.js';

const expression = (id: string, name: string, feel: string): Decision => ({
  id,
  name,
  clause: '',
  logic: { kind: 'expression', feel },
});

describe('decisions from a file', () => {
  it('keep their names where these are free, and get ids of their own', () => {
    const added = importedDecisions([expression('x', '比例', '0.3')], ['营收'], () => 'd1');
    expect(added).toEqual({ renamed: [], decisions: [expression('d1', '比例', '0.3')] });
  });

  it('get another name where theirs is taken, and go on reading one another', () => {
    const added = importedDecisions(
      [expression('x', '比例', '0.3'), expression('y', '金额', '营收 * 比例 + 比例2')],
      ['营收', '比例', '比例2'],
      (prefix) => `${prefix}9`,
    );
    expect(added.renamed).toEqual([{ from: '比例', to: '比例3' }]);
    expect(added.decisions.map((one) => [one.name, one.logic])).toEqual([
      ['比例3', { kind: 'expression', feel: '0.3' }],
      ['金额', { kind: 'expression', feel: '营收 * 比例3 + 比例2' }],
    ]);
  });

  it('are numbered on', () => {
    expect(uniqueName('表', [])).toBe('表');
    expect(uniqueName('表', ['表'])).toBe('表2');
    expect(uniqueName('表2', ['表', '表2'])).toBe('表3');
  });
});
