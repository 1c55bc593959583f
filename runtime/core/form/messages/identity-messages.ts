import type { FormIssue, FormLocale } from '../types.js';

type IdentityCode = 'CREDIT_CODE_INVALID' | 'ID_CARD_INVALID' | 'PHONE_INVALID' | 'BANK_ACCOUNT_INVALID';
const nounZh: Readonly<Record<IdentityCode, string>> = {
  CREDIT_CODE_INVALID: '信用代码',
  ID_CARD_INVALID: '身份证号',
  PHONE_INVALID: '手机号',
  BANK_ACCOUNT_INVALID: '账号',
};
const nounEn: Readonly<Record<IdentityCode, string>> = {
  CREDIT_CODE_INVALID: 'The credit code',
  ID_CARD_INVALID: 'The ID number',
  PHONE_INVALID: 'The mobile number',
  BANK_ACCOUNT_INVALID: 'The account number',
};

/** What is wrong with a number a person typed, and how long it should be. */
export function identityText(code: IdentityCode, params: FormIssue['params'], locale: FormLocale): string {
  return locale === 'zh-CN' ? zh(nounZh[code], code, params) : en(nounEn[code], code, params);
}

function zh(noun: string, code: IdentityCode, p: FormIssue['params']): string {
  const span = code === 'BANK_ACCOUNT_INVALID' ? '至少' : '应为';
  switch (p.problem) {
    case 'EMPTY':
      return `请填写${noun}`;
    case 'TOO_SHORT':
      return `${noun}少 ${p.by} 位，${span} ${p.expected} 位`;
    case 'TOO_LONG':
      return `${noun}多 ${p.by} 位，${code === 'BANK_ACCOUNT_INVALID' ? '最多' : '应为'} ${p.expected} 位`;
    case 'ALPHABET':
      return `${noun}第 ${p.position} 位不能是“${p.character}”，请对照原件`;
    case 'PREFIX':
      return code === 'PHONE_INVALID'
        ? `没有以“${p.prefix}”开头的手机号，请核对`
        : `${noun}开头的“${p.prefix}”不对，请核对`;
    case 'NO_SUCH_DATE':
      return `${noun}里的出生日期 ${p.date} 不存在，请核对`;
    case 'FUTURE_DATE':
      return `${noun}里的出生日期 ${p.date} 还没到，请核对`;
    default:
      return code === 'BANK_ACCOUNT_INVALID'
        ? '卡号校验不对，请对照银行卡逐位核对'
        : `${noun}的校验位不对，可能有一位写错，请逐位核对`;
  }
}

function en(noun: string, code: IdentityCode, p: FormIssue['params']): string {
  const isRange = code === 'BANK_ACCOUNT_INVALID';
  switch (p.problem) {
    case 'EMPTY':
      return `${noun} is missing`;
    case 'TOO_SHORT':
      return `${noun} is ${p.by} short; it has ${isRange ? 'at least ' : ''}${p.expected} characters`;
    case 'TOO_LONG':
      return `${noun} is ${p.by} too long; it has ${isRange ? 'at most ' : ''}${p.expected} characters`;
    case 'ALPHABET':
      return `${noun} cannot have “${p.character}” in place ${p.position}; compare it with the original`;
    case 'PREFIX':
      return `${noun} cannot begin with “${p.prefix}”; check it`;
    case 'NO_SUCH_DATE':
      return `${noun} holds a birth date that does not exist (${p.date}); check it`;
    case 'FUTURE_DATE':
      return `${noun} holds a birth date in the future (${p.date}); check it`;
    default:
      return `${noun} does not check out; one place may be mistyped`;
  }
}
