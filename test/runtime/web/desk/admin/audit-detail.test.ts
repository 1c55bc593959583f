import { expect, it } from 'vitest';
import { auditDetailText } from '../../../../../runtime/web/desk/admin/audit-detail.js';

const appointed = { role: 'reviewer', unit: '经信局', subtree: true, from: '2026-11-22', until: '' };

it('tells the facts of an entry in words, and leaves out empty ones', () => {
  expect(auditDetailText(appointed, 'zh-CN')).toBe('角色：审核人员 · 单位：经信局 · 包括下级：是 · 从：2026-11-22');
  expect(auditDetailText(appointed, 'en-US')).toBe(
    'Role: Reviewer · Unit: 经信局 · With units below: yes · From: 2026-11-22',
  );
});

it('shows a fact that has no name yet as it is, and one named like something of every object too', () => {
  expect(auditDetailText({ batch: 3, toString: 'x', role: 'constructor' }, 'zh-CN')).toBe(
    'batch：3 · toString：x · 角色：constructor',
  );
});

it('says nothing where nothing is beside an entry', () => {
  expect(auditDetailText({}, 'zh-CN')).toBe('');
});
