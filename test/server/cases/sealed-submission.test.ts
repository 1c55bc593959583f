import { describe, expect, it } from 'vitest';
import { compileForm, type FormSchema, maskData } from '#core/form';
import { openSubmission, sealSubmission, unmaskUnchanged } from '#server/cases/sealed-submission';
import { createSecrets } from '#server/secrets/secrets';

const secrets = createSecrets({ currentId: 'k', keys: new Map([['k', Buffer.alloc(32, 1)]]) }, Buffer.alloc(32, 2));
const schema = {
  version: 1,
  type: 'object',
  properties: {
    name: { type: 'string', title: '姓名', 'x-component': 'Text' },
    account: { type: 'string', title: '账号', 'x-component': 'BankAccount' },
    people: {
      type: 'array',
      title: '人员',
      'x-component': 'Table',
      items: {
        type: 'object',
        properties: {
          idCard: { type: 'string', title: '身份证', 'x-component': 'IdCard' },
          post: { type: 'string', title: '岗位', 'x-component': 'Text' },
        },
      },
    },
  },
} as const satisfies FormSchema;
const form = compileForm(schema);
const data = {
  name: '甲',
  account: '6222020200012345678',
  people: [
    { id: 'a', idCard: '330201199005170023', post: '电工' },
    { id: 'b', post: '钳工' },
  ],
};

describe('A stored submission', () => {
  it('shows no identity or bank number, and opens to what was handed in', () => {
    const stored = sealSubmission(form, data, secrets);
    const text = JSON.stringify(stored);
    expect(text).not.toContain('6222020200012345678');
    expect(text).not.toContain('330201199005170023');
    expect(text).toContain('电工');
    expect(openSubmission(form, stored, secrets)).toEqual(data);
  });

  it('keeps what is stored where a masked value comes back, by row id and not by place', () => {
    const masked = maskData(form, data) as typeof data;
    const moved = { ...masked, people: [...masked.people].reverse() };
    const kept = unmaskUnchanged(form, moved, data);
    expect(kept).toEqual({ ...data, people: [data.people[1], data.people[0]] });
    const changed = unmaskUnchanged(form, { ...masked, account: '6222020200099999999' }, data);
    expect(changed.account).toBe('6222020200099999999');
  });
});
