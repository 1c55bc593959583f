import { toFeel, toJson } from '#core/feel';
import type { FieldInfo } from '../state.js';
import { boundDay, isDay, monthText } from './calendar-day.js';
import { defineField, isString, issue, type JudgeEnv, type LocalIssue } from './definition.js';

const dateType = { kind: 'date' } as const;
const timeType = { kind: 'time' } as const;

const isMonth = (text: string): boolean => isDay(`${text}-01`);

function judgeMonth(month: string, field: FieldInfo, env: JudgeEnv): readonly LocalIssue[] {
  if (!isMonth(month)) return [issue('MONTH_INVALID', { month: month.slice(0, 20) })];
  const limits = field.node['x-limits'] ?? {};
  const from = boundDay(limits.from, env.today)?.slice(0, 7);
  const to = boundDay(limits.to, env.today)?.slice(0, 7);
  // A bound is a day; here the month it falls in.
  if (from !== undefined && month < from) return [issue('DATE_TOO_EARLY', { from, isToday: false })];
  if (to !== undefined && month > to) return [issue('DATE_TOO_LATE', { to, isToday: false })];
  return [];
}

/** 年月, `YYYY-MM`; rules see the first day of the month. */
export const yearMonth = defineField<string>({
  component: 'YearMonth',
  jsonType: 'string',
  group: 'common',
  label: { 'zh-CN': '年月', 'en-US': 'Year and month' },
  icon: 'CalendarOutlined',
  limitKeys: ['from', 'to', 'unique'],
  is: isString,
  empty: (value) => value === '',
  judge: judgeMonth,
  display: monthText,
  feelType: dateType,
  toFeel: (value) => (isMonth(value) ? toFeel(`${value}-01`, dateType) : null),
  fromFeel: (value) => {
    const plain = toJson(value);
    return isString(plain) && isDay(plain) ? plain.slice(0, 7) : undefined;
  },
  fromText: (text) => {
    const match = /^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?$/.exec(text.normalize('NFKC'));
    return match === null ? text : `${match[1]}-${match[2]?.padStart(2, '0')}`;
  },
});

export const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** A time of day to the minute, `HH:mm`. */
export const time = defineField<string>({
  component: 'Time',
  jsonType: 'string',
  group: 'common',
  label: { 'zh-CN': '时间', 'en-US': 'Time' },
  icon: 'ClockCircleOutlined',
  limitKeys: ['earliest', 'latest'],
  is: isString,
  empty: (value) => value === '',
  judge: (value, field) => {
    if (!isTime(value)) return [issue('TIME_INVALID')];
    const { earliest, latest } = field.node['x-limits'] ?? {};
    if (earliest !== undefined && value < earliest) return [issue('TIME_TOO_EARLY', { earliest })];
    return latest !== undefined && value > latest ? [issue('TIME_TOO_LATE', { latest })] : [];
  },
  display: (value) => value,
  feelType: timeType,
  toFeel: (value) => (isTime(value) ? toFeel(`${value}:00`, timeType) : null),
  fromFeel: (value) => {
    const plain = toJson(value);
    return isString(plain) && isTime(plain.slice(0, 5)) ? plain.slice(0, 5) : undefined;
  },
  fromText: (text) => {
    const match = /^(\d{1,2})\s*[:点时]\s*(\d{1,2})?\s*分?$/.exec(text.normalize('NFKC'));
    return match === null ? text : `${match[1]?.padStart(2, '0')}:${(match[2] ?? '0').padStart(2, '0')}`;
  },
});
