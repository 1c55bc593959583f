import { demoAccounts } from './seed.js';

const roleWords: Readonly<Record<string, string>> = {
  'tenant-admin': '系统管理员',
  'department-admin': '部门管理员',
  reviewer: '审核人',
  finance: '财政',
  window: '窗口',
  supervisor: '督查',
  auditor: '审计',
  applicant: '申报人',
};

/** The demo's accounts for the screen of who started it, in columns also where Chinese characters are two wide. */
export function printAccounts(): void {
  const width = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
  const pad = (text: string, columns: number) => text + ' '.repeat(Math.max(1, columns - width(text)));
  console.log(`\n演示账号（密码都是 ${demoAccounts[0]?.password ?? ''}）  Demo accounts, one password for all:`);
  for (const { tenant, login, role, purpose } of demoAccounts.filter((account) => account.tenant === 'yungang')) {
    console.log(`  ${pad(tenant, 10)}${pad(login, 14)}${pad(roleWords[role] ?? role, 12)}${purpose}`);
  }
  console.log('  另有 linhe（临河市）和 platform（平台）两个租户，账号见 README。');
}
