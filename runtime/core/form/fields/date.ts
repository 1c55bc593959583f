import { FeelContext, toFeel, toJson } from '#core/feel';
import type { FieldInfo } from '../state.js';
import type { DateRangeAnswer } from '../types.js';
import { boundDay, dayText, isDay } from './calendar-day.js';
import { defineField, isPlainObject, isString, issue, type JudgeEnv, type LocalIssue } from './definition.js';

const dateType = { kind: 'date' } as const;

function judgeDay(day: string, field: FieldInfo, env: JudgeEnv): readonly LocalIssue[] {
  if (!isDay(day)) return [issue('DATE_INVALID', { day: day.slice(0, 20) })];
  const limits = field.node['x-limits'] ?? {};
  const from = boundDay(limits.from, env.today);
  const to = boundDay(limits.to, env.today);
  if (from !== undefined && day < from) return [issue('DATE_TOO_EARLY', { from, isToday: limits.from === 'today' })];
  if (to !== undefined && day > to) return [issue('DATE_TOO_LATE', { to, isToday: limits.to === 'today' })];
  return [];
}

export const date = defineField<string>({
  component: 'Date',
  jsonType: 'string',
  group: 'common',
  label: { 'zh-CN': '日期', 'en-US': 'Date' },
  icon: 'CalendarOutlined',
  limitKeys: ['from', 'to', 'unique'],
  ledger: 'date',
  is: isString,
  empty: (value) => value === '',
  judge: judgeDay,
  display: (value, _field, locale) => dayText(value, locale),
  feelType: dateType,
  toFeel: (value) => (isDay(value) ? toFeel(value, dateType) : null),
  fromFeel: (value) => {
    const plain = toJson(value);
    return isString(plain) && isDay(plain) ? plain : undefined;
  },
  fromText: (text) => {
    const plain = text.normalize('NFKC');
    const match =
      /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(plain);
    return match === null ? text : `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  },
});

const isRange = (value: unknown): value is DateRangeAnswer =>
  isPlainObject(value) &&
  isString(value.start) &&
  isString(value.end) &&
  Object.keys(value).every((key) => key === 'start' || key === 'end');

export const dateRange = defineField<DateRangeAnswer>({
  component: 'DateRange',
  jsonType: 'object',
  group: 'common',
  label: { 'zh-CN': '起止日期', 'en-US': 'Date range' },
  icon: 'ScheduleOutlined',
  limitKeys: ['from', 'to'],
  allowedInTable: false,
  is: isRange,
  empty: (value) => value.start === '' && value.end === '',
  judge: (value, field, env) => {
    const ends = [value.start, value.end].flatMap((day) => judgeDay(day, field, env));
    if (ends.length > 0) return ends.slice(0, 1);
    return value.start > value.end ? [issue('RANGE_REVERSED')] : [];
  },
  display: (value, _field, locale) =>
    `${dayText(value.start, locale)} ${locale === 'zh-CN' ? '至' : 'to'} ${dayText(value.end, locale)}`,
  feelType: { kind: 'context', entries: { start: dateType, end: dateType } },
  toFeel: (value) =>
    new FeelContext(
      new Map([
        ['start', isDay(value.start) ? toFeel(value.start, dateType) : null],
        ['end', isDay(value.end) ? toFeel(value.end, dateType) : null],
      ]),
    ),
});
