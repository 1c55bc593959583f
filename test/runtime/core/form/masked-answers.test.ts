import { describe, expect, it } from 'vitest';
import { compileForm, evaluateForm, type FormSchema, maskData, maskedAnswers } from '#core/form';

const schema: FormSchema = {
  version: 1,
  type: 'object',
  properties: {
    account: { type: 'string', title: '收款账号', 'x-component': 'BankAccount', required: true },
    people: {
      type: 'array',
      title: '人员',
      'x-component': 'Table',
      items: { type: 'object', properties: { card: { type: 'string', title: '身份证号', 'x-component': 'IdCard' } } },
    },
  },
};
const stored = { account: '1202020209900012345', people: [{ id: 'r1', card: '330201199005170026' }] };

describe('a correction that shows sensitive answers masked', () => {
  const compiled = compileForm(schema);
  const shown = maskData(compiled, stored);
  const masked = maskedAnswers(compiled, shown);
  const issuesOf = (data: Record<string, unknown>) =>
    Object.values(evaluateForm(compiled, data, { now: '2026-11-18T02:00:00.000Z', masked }).fields).flatMap(
      ({ issues }) => issues,
    );

  it('takes an answer that is still masked for the stored one', () => {
    expect(shown.account).not.toBe(stored.account);
    expect(issuesOf(shown)).toEqual([]);
  });

  it('judges an answer as soon as it is changed, and one left out where it is required', () => {
    expect(issuesOf({ ...shown, account: '12' })).toMatchObject([{ path: 'account' }]);
    expect(issuesOf({ people: [] })).toMatchObject([{ path: 'account', code: 'REQUIRED' }]);
    expect(issuesOf({ ...shown, people: [{ id: 'r1', card: '330201' }] })).toMatchObject([{ path: 'people.r1.card' }]);
  });

  it('does not let a mask of one place stand at another', () => {
    expect(issuesOf({ ...shown, people: [{ id: 'r2', card: masked['people.r1.card'] }] })).toMatchObject([
      { path: 'people.r2.card' },
    ]);
  });
});
