import { dayText, monthText } from '../fields/calendar-day.js';
import { groupDigits } from '../fields/decimal-text.js';
import { moneyWithUnit } from '../fields/money.js';
import type { FieldInfo } from '../state.js';
import type { AnswerIssueCode, ComponentName, FormIssue, FormLocale } from '../types.js';
import { identityText } from './identity-messages.js';

export type IssueParams = FormIssue['params'];
export type Speaker = (params: IssueParams, field: FieldInfo | undefined) => string;

const day = (params: IssueParams, key: string, locale: FormLocale): string => {
  const text = String(params[key]);
  return text.length === 7 ? monthText(text, undefined, locale) : dayText(text, locale);
};
const figure = (params: IssueParams, key: 'min' | 'max', locale: FormLocale): string => {
  const fen = params[`${key}Fen`];
  if (typeof fen === 'number') return moneyWithUnit(fen, params.moneyUnit === 'wan' ? 'wan' : 'yuan', locale);
  const unit = params.unit === undefined || params.unit === '' ? '' : ` ${params.unit}`;
  return `${groupDigits(String(params[key]))}${unit}`;
};
const megabytes = (bytes: unknown): string => String(Math.round((Number(bytes) / 1048576) * 10) / 10);
const titleOf = (field: FieldInfo | undefined, fallback: string): string => field?.node.title || fallback;
const picks: readonly ComponentName[] = [
  'Choice',
  'MultipleChoice',
  'Region',
  'Cascade',
  'Tree',
  'Date',
  'DateRange',
  'YearMonth',
  'Time',
  'Rating',
  'YesNo',
];

const what = {
  'zh-CN': { option: ['选', '项'], file: ['传', '份'], row: ['填', '行'] },
  'en-US': { option: ['choose', 'options'], file: ['upload', 'files'], row: ['fill in', 'rows'] },
} as const;
const whatOf = (params: IssueParams, locale: FormLocale): readonly [string, string] =>
  what[locale][params.what === 'file' || params.what === 'row' ? params.what : 'option'];

const wrongTypeZh: Readonly<Record<string, string>> = {
  Number: '请填数字，如 12 或 12.5',
  Integer: '请填整数，如 12',
  Percent: '请填百分比，如 12.5',
  Money: '请填金额，只用数字和小数点，最多到分',
  Date: '请填日期，如 2026-11-27',
  YearMonth: '请填年月，如 2026-11',
  Time: '请填时间，如 09:30',
};
const wrongTypeEn: Readonly<Record<string, string>> = {
  Number: 'Enter a number, such as 12 or 12.5',
  Integer: 'Enter a whole number, such as 12',
  Percent: 'Enter a percentage, such as 12.5',
  Money: 'Enter an amount in figures, to the fen at most',
  Date: 'Enter a date, such as 2026-11-27',
  YearMonth: 'Enter a year and month, such as 2026-11',
  Time: 'Enter a time, such as 09:30',
};

/** Each says what to do; none blames. A missing code does not compile. */
export const answerZh: Readonly<Record<AnswerIssueCode, Speaker>> = {
  WRONG_TYPE: (p) => wrongTypeZh[String(p.expected)] ?? '内容的格式不对，请重新填写',
  UNKNOWN_FIELD: () => '表单里没有这一项，请刷新页面后再提交',
  FIELD_LOCKED: (p) => (p.source ? `这一项来自${p.source}，不能改；有误请联系登记机关` : '这一步不能改这一项'),
  FIELD_HIDDEN: () => '这一步不填这一项',
  REQUIRED: (_p, field) => {
    if (field?.kind === 'files') return `请上传${titleOf(field, '文件')}`;
    if (field?.kind === 'rows') return `请至少添加一行${titleOf(field, '')}`;
    if (field?.component === 'Signature') return '请签名';
    const verb = field !== undefined && picks.includes(field.component) ? '请选择' : '请填写';
    return `${verb}${titleOf(field, '这一项')}`;
  },
  TOO_SHORT: (p) => `少 ${p.under} 个字，至少写 ${p.min} 个字`,
  TOO_LONG: (p) => `多了 ${p.over} 个字，最多 ${p.max} 个字`,
  PATTERN_MISMATCH: (p) => String(p.message ?? '格式不对，请看上面的说明'),
  BAD_CHARACTERS: () => '含有看不见的特殊字符，请删去后重新输入',
  TOO_SMALL: (p) => `不能小于 ${figure(p, 'min', 'zh-CN')}`,
  TOO_LARGE: (p) => `不能大于 ${figure(p, 'max', 'zh-CN')}`,
  TOO_PRECISE: (p) => (p.precision === 0 ? '请填整数' : `最多 ${p.precision} 位小数`),
  DATE_INVALID: () => '没有这一天，请填日期如 2026-11-27',
  DATE_TOO_EARLY: (p) => (p.isToday ? '不能早于今天' : `不能早于 ${day(p, 'from', 'zh-CN')}`),
  DATE_TOO_LATE: (p) => (p.isToday ? '不能晚于今天' : `不能晚于 ${day(p, 'to', 'zh-CN')}`),
  MONTH_INVALID: () => '没有这个月份，请填年月如 2026-11',
  TIME_INVALID: () => '没有这个时间，请填时间如 09:30',
  TIME_TOO_EARLY: (p) => `不能早于 ${p.earliest}`,
  TIME_TOO_LATE: (p) => `不能晚于 ${p.latest}`,
  RANGE_REVERSED: () => '结束日期早于开始日期，请对调或改正',
  NOT_AN_OPTION: () => '选的内容不在选项里，请重新选择',
  DUPLICATE_OPTION: () => '同一项选了两次，请去掉一个',
  NOT_A_LEAF: (p) => `“${p.label}”下面还有细项，请选到最后一级`,
  DUPLICATE_ROW: (p) => `和第 ${p.row} 行重复，请改正或删去一行`,
  TOO_FEW: (p) => `至少${whatOf(p, 'zh-CN')[0]} ${p.min} ${whatOf(p, 'zh-CN')[1]}`,
  TOO_MANY: (p) => `最多${whatOf(p, 'zh-CN')[0]} ${p.max} ${whatOf(p, 'zh-CN')[1]}`,
  FILE_TYPE: (p) => `“${p.name}”的格式不收，请传 ${p.accept} 文件`,
  FILE_SIZE: (p) => `“${p.name}”太大，每份不超过 ${megabytes(p.maxBytes)} MB`,
  FILE_DUPLICATE: () => '同一个文件传了两次，请去掉一个',
  CREDIT_CODE_INVALID: (p) => identityText('CREDIT_CODE_INVALID', p, 'zh-CN'),
  ID_CARD_INVALID: (p) => identityText('ID_CARD_INVALID', p, 'zh-CN'),
  PHONE_INVALID: (p) => identityText('PHONE_INVALID', p, 'zh-CN'),
  BANK_ACCOUNT_INVALID: (p) => identityText('BANK_ACCOUNT_INVALID', p, 'zh-CN'),
  EMAIL_INVALID: (p) =>
    p.problem === 'AT' ? '邮箱少了 @，如 name@example.com' : '邮箱格式不对，应如 name@example.com',
  URL_INVALID: (p) =>
    p.problem === 'SCHEME' ? '网址应以 http:// 或 https:// 开头' : '网址格式不对，应如 https://www.example.com/page',
  CODE_TABLE_MISSING: () => '区划表没有载入，请刷新页面后再试',
  NOT_AGREED: () => '请阅读承诺内容并勾选',
  ROW_ID_INVALID: () => '这一行的编号不对，请删去后重新添加',
  ROW_ID_DUPLICATE: () => '有两行编号相同，请删去一行后重新添加',
  CHECK_FAILED: (p) => String(p.message || '不符合填写要求，请看说明'),
  RULE_FAILED: () => '规则没能算出结果，请联系受理部门',
  TOO_BIG: (p) => `内容太多，整份表单不超过 ${megabytes(p.maxBytes)} MB`,
  EXTERNAL: (p) => String(p.message ?? '这一项没有通过核对，请核实后修改'),
};

export const answerEn: Readonly<Record<AnswerIssueCode, Speaker>> = {
  WRONG_TYPE: (p) => wrongTypeEn[String(p.expected)] ?? 'This is not in the right form; enter it again',
  UNKNOWN_FIELD: () => 'The form has no such field; reload the page and submit again',
  FIELD_LOCKED: (p) =>
    p.source ? `This comes from ${p.source} and cannot be changed here` : 'This cannot be changed in this step',
  FIELD_HIDDEN: () => 'This is not filled in in this step',
  REQUIRED: (_p, field) => {
    const title = titleOf(field, 'this');
    if (field?.kind === 'files') return `Upload: ${title}`;
    if (field?.kind === 'rows') return `Add at least one row: ${title}`;
    if (field?.component === 'Signature') return `Sign: ${title}`;
    return field !== undefined && picks.includes(field.component) ? `Choose: ${title}` : `Fill in: ${title}`;
  },
  TOO_SHORT: (p) => `${p.under} characters too few; write at least ${p.min}`,
  TOO_LONG: (p) => `${p.over} characters too many; at most ${p.max}`,
  PATTERN_MISMATCH: (p) => String(p.message ?? 'Not in the form described above'),
  BAD_CHARACTERS: () => 'There are invisible characters in it; delete them and type again',
  TOO_SMALL: (p) => `Must be at least ${figure(p, 'min', 'en-US')}`,
  TOO_LARGE: (p) => `Must be at most ${figure(p, 'max', 'en-US')}`,
  TOO_PRECISE: (p) => (p.precision === 0 ? 'Enter a whole number' : `At most ${p.precision} decimal places`),
  DATE_INVALID: () => 'There is no such day; enter a date such as 2026-11-27',
  DATE_TOO_EARLY: (p) => (p.isToday ? 'Must not be before today' : `Must not be before ${day(p, 'from', 'en-US')}`),
  DATE_TOO_LATE: (p) => (p.isToday ? 'Must not be after today' : `Must not be after ${day(p, 'to', 'en-US')}`),
  MONTH_INVALID: () => 'There is no such month; enter one such as 2026-11',
  TIME_INVALID: () => 'There is no such time; enter one such as 09:30',
  TIME_TOO_EARLY: (p) => `Must not be before ${p.earliest}`,
  TIME_TOO_LATE: (p) => `Must not be after ${p.latest}`,
  RANGE_REVERSED: () => 'The end lies before the start; swap or correct them',
  NOT_AN_OPTION: () => 'This is not one of the options; choose again',
  DUPLICATE_OPTION: () => 'One option was chosen twice; take one away',
  NOT_A_LEAF: (p) => `“${p.label}” is divided further; choose one of its entries`,
  DUPLICATE_ROW: (p) => `The same as in row ${p.row}; correct it or delete a row`,
  TOO_FEW: (p) => `Please ${whatOf(p, 'en-US')[0]} at least ${p.min} ${whatOf(p, 'en-US')[1]}`,
  TOO_MANY: (p) => `Please ${whatOf(p, 'en-US')[0]} at most ${p.max} ${whatOf(p, 'en-US')[1]}`,
  FILE_TYPE: (p) => `“${p.name}” is of a kind not taken; upload ${p.accept}`,
  FILE_SIZE: (p) => `“${p.name}” is too large; at most ${megabytes(p.maxBytes)} MB each`,
  FILE_DUPLICATE: () => 'One file was uploaded twice; take one away',
  CREDIT_CODE_INVALID: (p) => identityText('CREDIT_CODE_INVALID', p, 'en-US'),
  ID_CARD_INVALID: (p) => identityText('ID_CARD_INVALID', p, 'en-US'),
  PHONE_INVALID: (p) => identityText('PHONE_INVALID', p, 'en-US'),
  BANK_ACCOUNT_INVALID: (p) => identityText('BANK_ACCOUNT_INVALID', p, 'en-US'),
  EMAIL_INVALID: (p) =>
    p.problem === 'AT' ? 'The @ is missing, as in name@example.com' : 'Should look like name@example.com',
  URL_INVALID: (p) =>
    p.problem === 'SCHEME'
      ? 'A web address begins with http:// or https://'
      : 'Should look like https://www.example.com/page',
  CODE_TABLE_MISSING: () => 'The list of regions was not loaded; reload the page',
  NOT_AGREED: () => 'Read the declaration and tick it',
  ROW_ID_INVALID: () => 'This row has no valid id; delete it and add it again',
  ROW_ID_DUPLICATE: () => 'Two rows have the same id; delete one and add it again',
  CHECK_FAILED: (p) => String(p.message || 'This does not meet the requirements'),
  RULE_FAILED: () => 'The rule gave no result; ask the office in charge',
  TOO_BIG: (p) => `Too much content; a form holds at most ${megabytes(p.maxBytes)} MB`,
  EXTERNAL: (p) => String(p.message ?? 'This did not pass a check; verify and correct it'),
};
