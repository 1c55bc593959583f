import { compareNumbers, divide, formatNumber, fromJsNumber, parseNumber, roundTo } from '../number.js';
import type { FeelLocale } from '../problem.js';
import { FeelMonthsDuration, splitDays } from '../temporal/durations.js';
import { parseDuration } from '../temporal/parse.js';
import type { FeelNumber } from '../values.js';
import type { Gap, TraceOperand } from './trace.js';

const tenThousand = 10_000;
const hundredMillion = 100_000_000;

const numberOf = (value: unknown): FeelNumber | null => {
  if (typeof value === 'number') return fromJsNumber(value);
  return typeof value === 'string' ? parseNumber(value) : null;
};

/** Digits in groups of three, at most six places. */
function showDigits(value: FeelNumber): string {
  const [whole = '', fraction] = formatNumber(roundTo(value, 6, 'halfUp') ?? value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction ? `${grouped}.${fraction}` : grouped;
}

const englishUnits: Readonly<Record<string, string>> = {
  元: 'yuan',
  人: 'people',
  项: 'items',
  年: 'years',
  月: 'months',
  天: 'days',
  '%': '%',
};

/** An amount with its unit; 元 from ten thousand on as 万元, from a hundred million on as 亿元 (D9). */
function showNumber(raw: unknown, unit: string | undefined, locale: FeelLocale): string {
  const value = numberOf(raw);
  if (value === null) return String(raw);
  if (locale === 'en-US') {
    const word = unit && Object.hasOwn(englishUnits, unit) ? englishUnits[unit] : unit;
    return word ? `${showDigits(value)}${word === '%' ? '' : ' '}${word}` : showDigits(value);
  }
  if (unit !== '元') return unit ? `${showDigits(value)} ${unit}` : showDigits(value);
  const atLeast = (limit: number) => compareNumbers(value, limit) >= 0 || compareNumbers(value, -limit) <= 0;
  const [size, word] = atLeast(hundredMillion)
    ? [hundredMillion, '亿元']
    : atLeast(tenThousand)
      ? [tenThousand, '万元']
      : [1, '元'];
  return `${showDigits(divide(value, size) ?? value)} ${word}`;
}

export function showGap(gap: Gap, locale: FeelLocale): string {
  if (gap.kind === 'number') return showNumber(gap.amount, gap.unit, locale);
  if (locale === 'zh-CN') return `${gap.amount} ${gap.kind === 'months' ? '个月' : '天'}`;
  return `${gap.amount} ${gap.amount === 1 ? gap.kind.slice(0, -1) : gap.kind}`;
}

function showDuration(text: string, locale: FeelLocale): string {
  const duration = parseDuration(text);
  if (!duration) return text;
  const parts =
    duration instanceof FeelMonthsDuration
      ? [[Math.trunc(duration.months / 12), '年', 'years'] as const, [duration.months % 12, '个月', 'months'] as const]
      : (({ days, hours, minutes, seconds }) =>
          [
            [days, '天', 'days'],
            [hours, '小时', 'hours'],
            [minutes, '分钟', 'minutes'],
            [seconds, '秒', 'seconds'],
          ] as const)(splitDays(duration));
  const shown = parts
    .filter(([amount]) => amount !== 0)
    .map(([amount, zh, en]) => `${amount} ${locale === 'zh-CN' ? zh : en}`);
  return shown.join(' ') || (locale === 'zh-CN' ? '0 天' : '0 days');
}

/** A value of a trace as a person reads it. */
export function showOperand({ value, type, unit }: TraceOperand, locale: FeelLocale): string {
  const zh = locale === 'zh-CN';
  if (value === null) return zh ? '无数据' : 'no data';
  switch (type) {
    case 'number':
      return showNumber(value, unit, locale);
    case 'boolean':
      return value === true ? (zh ? '是' : 'yes') : zh ? '否' : 'no';
    case 'date':
      return zh ? showDate(String(value)) : String(value);
    case 'days and time duration':
    case 'years and months duration':
      return showDuration(String(value), locale);
    case 'list':
      return Array.isArray(value) ? value.map(plainText).join(zh ? '、' : ', ') : String(value);
    case 'string':
      return `“${String(value)}”`;
    default:
      return plainText(value);
  }
}

const plainText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function showDate(iso: string): string {
  const match = /^(-?\d+)-(\d{2})-(\d{2})$/.exec(iso);
  return match ? `${Number(match[1])} 年 ${Number(match[2])} 月 ${Number(match[3])} 日` : iso;
}
