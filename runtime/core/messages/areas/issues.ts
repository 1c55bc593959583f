import type { CalendarIssueCode, PasswordIssueCode, RequestIssueCode } from '#core/contract';
import { defineMessages, type Messages } from '../define.js';

/** Sizes are told in what they count. */
type SizedIssue = 'TOO_BIG' | 'TOO_SMALL';
type Measure = 'characters' | 'entries' | 'value';

/** What is wrong with one place of a request. `{name}` is what the place is called (`fieldNames`). */
export const requestIssueMessages: Messages<Exclude<RequestIssueCode, SizedIssue> | `${SizedIssue}.${Measure}`> =
  defineMessages({
    zh: {
      REQUIRED: '请填写{name}',
      WRONG_TYPE: '{name}的写法不对',
      UNKNOWN_FIELD: '多出了没有用的内容：{name}',
      'TOO_BIG.characters': '{name}最多 {maximum} 字',
      'TOO_BIG.entries': '{name}最多 {maximum} 项',
      'TOO_BIG.value': '{name}最大为 {maximum}',
      'TOO_SMALL.characters': '{name}至少 {minimum} 字',
      'TOO_SMALL.entries': '{name}至少 {minimum} 项',
      'TOO_SMALL.value': '{name}最小为 {minimum}',
      WRONG_FORMAT: '{name}的格式不对',
      NOT_ALLOWED: '{name}不在可选的范围内',
      NO_VARIANT_FITS: '{name}不是可以接受的写法',
      NOT_A_MULTIPLE: '{name}应为 {divisor} 的倍数',
      INVALID: '{name}不符合要求',
      CONTRADICTION: '{name}与地址不一致',
      BEFORE_START: '{name}早于开始的日子',
    },
    en: {
      REQUIRED: 'enter the {name}',
      WRONG_TYPE: 'the {name} is of the wrong kind',
      UNKNOWN_FIELD: 'there is something unknown: {name}',
      'TOO_BIG.characters': 'the {name} has at most {maximum} {maximum|character|characters}',
      'TOO_BIG.entries': 'the {name} has at most {maximum} {maximum|entry|entries}',
      'TOO_BIG.value': 'the {name} is at most {maximum}',
      'TOO_SMALL.characters': 'the {name} has at least {minimum} {minimum|character|characters}',
      'TOO_SMALL.entries': 'the {name} has at least {minimum} {minimum|entry|entries}',
      'TOO_SMALL.value': 'the {name} is at least {minimum}',
      WRONG_FORMAT: 'the {name} does not have the right form',
      NOT_ALLOWED: 'the {name} is not one of the choices',
      NO_VARIANT_FITS: 'the {name} is in no form that can be accepted',
      NOT_A_MULTIPLE: 'the {name} must be a multiple of {divisor}',
      INVALID: 'the {name} does not meet the requirements',
      CONTRADICTION: 'the {name} differs from the address',
      BEFORE_START: 'the {name} lies before the first day',
    },
  });

export const passwordIssueMessages: Messages<PasswordIssueCode> = defineMessages({
  zh: {
    TOO_SHORT: '至少 {min} 位',
    TOO_FEW_KINDS: '大写、小写、数字、符号中至少要有三种',
    CONTAINS_LOGIN: '不能包含账号',
    COMMON: '不能用常见的密码',
    UNCHANGED: '不能与原密码相同',
  },
  en: {
    TOO_SHORT: 'at least {min} characters',
    TOO_FEW_KINDS: 'at least three of upper case, lower case, digits and signs',
    CONTAINS_LOGIN: 'without the account name',
    COMMON: 'not a common password',
    UNCHANGED: 'not the current password',
  },
});

export const calendarIssueMessages: Messages<CalendarIssueCode> = defineMessages({
  zh: { OTHER_YEAR: '{day} 不在 {year} 年', DAY_TWICE: '{day} 写了两次' },
  en: { OTHER_YEAR: '{day} is not in {year}', DAY_TWICE: '{day} is entered twice' },
});

/** How a sentence about several issues is put together. */
export const issueWords = defineMessages({
  zh: {
    colon: '：',
    between: '；',
    more: '等 {count} 处',
    row: '第 {row} 项的{name}',
    whole: '内容',
    unknown: '“{path}”',
  },
  en: {
    colon: ': ',
    between: '; ',
    more: ' ({count} places in all)',
    row: '{name} in row {row}',
    whole: 'content',
    unknown: '“{path}”',
  },
});

/** What people call the fields that they fill in outside of forms, by the last word of an issue's path. */
export const fieldNames = defineMessages({
  zh: {
    login: '账号',
    password: '密码',
    current: '原密码',
    next: '新密码',
    name: '名称',
    mobile: '手机号',
    phone: '电话',
    slug: '地址代码',
    tenant: '城市',
    code: '代码',
    kind: '类别',
    role: '角色',
    unitId: '单位',
    regionCode: '行政区划代码',
    adminLogin: '首位管理员账号',
    adminName: '首位管理员姓名',
    day: '日期',
    from: '开始',
    until: '结束日期',
    to: '结束',
    holidays: '放假的日子',
    workdays: '调休上班的日子',
    hours: '上班时间',
    year: '年份',
    identityNumber: '证件号码',
    contactName: '联系人',
    agentName: '经办人姓名',
    agentIdentityNumber: '经办人证件号码',
    agentMobile: '经办人手机号',
    consent: '同意',
    query: '搜索词',
    reason: '理由',
    opinion: '意见',
    items: '需要补正的内容',
    text: '补正说明',
    voucherNumber: '凭证号',
    paidOn: '支付日期',
    grantedAmountFen: '核定金额',
    amountReason: '金额理由',
    title: '标题',
    part: '部分',
  },
  en: {
    login: 'account',
    password: 'password',
    current: 'current password',
    next: 'new password',
    name: 'name',
    mobile: 'mobile number',
    phone: 'phone number',
    slug: 'address code',
    tenant: 'city',
    code: 'code',
    kind: 'kind',
    role: 'role',
    unitId: 'unit',
    regionCode: 'region code',
    adminLogin: 'first administrator’s account',
    adminName: 'first administrator’s name',
    day: 'day',
    from: 'beginning',
    until: 'last day',
    to: 'end',
    holidays: 'list of holidays',
    workdays: 'list of worked weekends',
    hours: 'list of office hours',
    year: 'year',
    identityNumber: 'identity number',
    contactName: 'contact person',
    agentName: 'agent’s name',
    agentIdentityNumber: 'agent’s identity number',
    agentMobile: 'agent’s mobile number',
    consent: 'consent',
    query: 'search',
    reason: 'reason',
    opinion: 'opinion',
    items: 'list of corrections',
    text: 'correction',
    voucherNumber: 'voucher number',
    paidOn: 'day of payment',
    grantedAmountFen: 'granted amount',
    amountReason: 'reason for the amount',
    title: 'title',
    part: 'part',
  },
});

/** How long to wait, for refusals that end by themselves. */
export const waitWords = defineMessages({
  zh: { seconds: '{n} 秒', minutes: '{n} 分钟' },
  en: { seconds: '{n} {n|second|seconds}', minutes: '{n} {n|minute|minutes}' },
});
