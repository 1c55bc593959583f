import { describe, expect, it } from 'vitest';
import { parseAssignee, writeAssignee } from '#core/flow';

describe('who does something (D17)', () => {
  it.each([
    'role:reviewer@policy-unit',
    'role:finance@unit:czj',
    'post:分管副局长@district',
    'head@district',
    'head@unit:jxj',
    'unit:jxj',
    'person:li.ming',
    'role:applicant',
    'field:reviewer',
    'feel:if 申报金额 > 100万 then "head@policy-unit" else "role:reviewer"',
  ])('reads and writes %s', (text) => {
    const read = parseAssignee(text);
    expect(read).not.toBeNull();
    if (read !== null) expect(writeAssignee(read)).toBe(text);
  });

  it('takes the policy’s own unit where none is named, and a bare code for a unit', () => {
    expect(parseAssignee('role:finance')).toEqual({ kind: 'role', role: 'finance', selector: 'policy-unit' });
    expect(parseAssignee('head@czj')).toEqual({ kind: 'head', selector: 'unit:czj' });
  });

  it.each(['', 'role:', 'reviewer', 'post:@district', 'unit:', 'person:a b', 'feel:if then', 'role:Reviewer', 'head@'])(
    'refuses %j',
    (text) => {
      expect(parseAssignee(text)).toBeNull();
    },
  );
});
