import type { IdentityProblem } from '#core/identity';
import { defineMessages, type Messages } from '../define.js';

/** What is wrong with a number someone typed, and how to mend it. `{name}` is what the number is called there. */
export const identityMessages: Messages<IdentityProblem['code']> = defineMessages({
  zh: {
    EMPTY: '请填写{name}',
    TOO_SHORT: '{name}少 {by} 位，应为 {expected} 位',
    TOO_LONG: '{name}多 {by} 位，应为 {expected} 位',
    ALPHABET: '{name}第 {position} 位的“{character}”不会出现在这里，请核对',
    PREFIX: '{name}不会以 {prefix} 开头，请核对',
    CHECK_DIGIT: '{name}的校验位不对，请逐位核对',
    NO_SUCH_DATE: '{name}里的出生日期 {date} 不存在，请核对',
    FUTURE_DATE: '{name}里的出生日期 {date} 还没有到，请核对',
  },
  en: {
    EMPTY: 'Enter the {name}',
    TOO_SHORT: 'The {name} is {by} {by|character|characters} short; it has {expected}',
    TOO_LONG: 'The {name} is {by} {by|character|characters} too long; it has {expected}',
    ALPHABET: '“{character}” cannot stand at place {position} of the {name}; please check it',
    PREFIX: 'A {name} does not begin with {prefix}; please check it',
    CHECK_DIGIT: 'The check digit of the {name} does not fit; compare it character by character',
    NO_SUCH_DATE: 'The date of birth {date} in the {name} does not exist; please check it',
    FUTURE_DATE: 'The date of birth {date} in the {name} is in the future; please check it',
  },
});

/** What the numbers are called in those sentences. */
export const numberNames = defineMessages({
  zh: {
    enterprise: '统一社会信用代码',
    person: '身份证号',
    mobile: '手机号',
    bankCard: '银行卡号',
    companyAccount: '对公账号',
    branchCode: '联行号',
  },
  en: {
    enterprise: 'unified social credit code',
    person: 'ID card number',
    mobile: 'mobile number',
    bankCard: 'bank card number',
    companyAccount: 'company account number',
    branchCode: 'bank branch code',
  },
});
