import {
  type IdentityProblem,
  maskAccount,
  maskIdentity,
  maskPhone,
  normaliseNumber,
  parseBankCard,
  parseCompanyAccount,
  parseCreditCode,
  parseIdCard,
  parseMobile,
} from '#core/identity';
import type { Result } from '#core/result';
import type { FieldInfo } from '../state.js';
import type { AnswerIssueCode } from '../types.js';
import { defineField, isString, issue, type JudgeEnv, type LocalIssue, stringType } from './definition.js';

const judged =
  (
    code: AnswerIssueCode,
    parse: (value: string, field: FieldInfo, env: JudgeEnv) => Result<unknown, IdentityProblem>,
  ) =>
  (value: string, field: FieldInfo, env: JudgeEnv): readonly LocalIssue[] => {
    const result = parse(value, field, env);
    return result.ok ? [] : [issue(code, { problem: result.error.code, ...result.error.params })];
  };

/** `9133 0283 MA28 …`: numbers are read in groups and stored without them. */
const grouped = (sizes: readonly number[], value: string): string => {
  const groups: string[] = [];
  let from = 0;
  for (let index = 0; from < value.length; index += 1) {
    const size = sizes[Math.min(index, sizes.length - 1)] ?? 4;
    groups.push(value.slice(from, from + size));
    from += size;
  }
  return groups.join(' ');
};

const shared = {
  jsonType: 'string',
  group: 'government',
  is: isString,
  empty: (value: string) => value.trim() === '',
  normalise: (value: string) => normaliseNumber(value),
  feelType: stringType,
  toFeel: (value: string) => normaliseNumber(value),
  limitKeys: ['unique'],
  propKeys: ['placeholder', 'half'],
} as const;

export const creditCode = defineField<string>({
  ...shared,
  component: 'CreditCode',
  label: { 'zh-CN': '信用代码', 'en-US': 'Credit code' },
  icon: 'SafetyCertificateOutlined',
  node: () => ({ title: '统一社会信用代码' }),
  judge: judged('CREDIT_CODE_INVALID', (value) => parseCreditCode(value)),
  display: (value) => value,
});

export const idCard = defineField<string>({
  ...shared,
  component: 'IdCard',
  label: { 'zh-CN': '身份证', 'en-US': 'ID card' },
  icon: 'IdcardOutlined',
  node: () => ({ title: '身份证号' }),
  judge: judged('ID_CARD_INVALID', (value, _field, env) => parseIdCard(value, env.today)),
  display: (value) => value,
  mask: maskIdentity,
  isSensitive: () => true,
});

export const phone = defineField<string>({
  ...shared,
  component: 'Phone',
  label: { 'zh-CN': '手机号', 'en-US': 'Phone' },
  icon: 'MobileOutlined',
  normalise: (value) => {
    const parsed = parseMobile(value);
    return parsed.ok ? parsed.value : normaliseNumber(value);
  },
  toFeel: (value) => {
    const parsed = parseMobile(value);
    return parsed.ok ? parsed.value : normaliseNumber(value);
  },
  judge: judged('PHONE_INVALID', (value) => parseMobile(value)),
  display: (value) => grouped([3, 4, 4], value),
  mask: maskPhone,
});

export const bankAccount = defineField<string>({
  ...shared,
  component: 'BankAccount',
  label: { 'zh-CN': '银行账户', 'en-US': 'Bank account' },
  icon: 'BankOutlined',
  propKeys: ['placeholder', 'accountKind', 'half'],
  node: () => ({ title: '收款账号', 'x-component-props': { accountKind: 'company' } }),
  // U1: a company account does not follow Luhn and is never refused by it.
  judge: judged('BANK_ACCOUNT_INVALID', (value, field) =>
    field.node['x-component-props']?.accountKind === 'person' ? parseBankCard(value) : parseCompanyAccount(value),
  ),
  display: (value) => (value.startsWith('•') ? value : grouped([4], value)),
  mask: maskAccount,
  isSensitive: () => true,
});

// Linear: one class, one @, labels without dots between dots; the length is bounded before it runs.
const address = /^[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}$/;

export const email = defineField<string>({
  ...shared,
  component: 'Email',
  group: 'common',
  label: { 'zh-CN': '邮箱', 'en-US': 'Email' },
  icon: 'MailOutlined',
  normalise: (value) => value.normalize('NFKC').trim(),
  toFeel: (value) => value.normalize('NFKC').trim(),
  judge: (value) => {
    const trimmed = value.normalize('NFKC').trim();
    if (!trimmed.includes('@')) return [issue('EMAIL_INVALID', { problem: 'AT' })];
    return trimmed.length <= 254 && address.test(trimmed) ? [] : [issue('EMAIL_INVALID', { problem: 'SHAPE' })];
  },
  display: (value) => value,
});

// Linear: a scheme, a host of labels without dots between dots, then anything that is no space; the length is bounded.
const webAddress =
  /^https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?::\d{1,5})?(?:[/?#]\S*)?$/u;

export const url = defineField<string>({
  ...shared,
  component: 'Url',
  group: 'common',
  label: { 'zh-CN': '网址', 'en-US': 'Web address' },
  icon: 'LinkOutlined',
  normalise: (value) => value.normalize('NFKC').trim(),
  toFeel: (value) => value.normalize('NFKC').trim(),
  judge: (value) => {
    const trimmed = value.normalize('NFKC').trim();
    if (!/^https?:\/\//.test(trimmed)) return [issue('URL_INVALID', { problem: 'SCHEME' })];
    return trimmed.length <= 500 && webAddress.test(trimmed) ? [] : [issue('URL_INVALID', { problem: 'SHAPE' })];
  },
  display: (value) => value,
});
