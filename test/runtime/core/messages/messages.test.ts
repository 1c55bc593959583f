import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorStatus } from '#core/contract';
import {
  defineMessages,
  errorMessages,
  formatDate,
  formatDateTime,
  formatLimit,
  formatLongDate,
  formatRemaining,
  type Messages,
  message,
  placeholders,
} from '#core/messages';

const folder = new URL('../../../../runtime/core/messages/areas/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

const isCatalogue = (value: unknown): value is Messages =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;

describe('every area of the catalogue', () => {
  it.each(files)('%s has English beside every Chinese text, with the same placeholders', async (file) => {
    const area: Record<string, unknown> = await import(new URL(file, folder).href);
    const catalogues = Object.values(area).filter(isCatalogue);
    expect(catalogues.length).toBeGreaterThan(0);
    for (const { zh, en } of catalogues) {
      expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
      for (const [key, chinese] of Object.entries(zh)) {
        const english = en[key] ?? '';
        expect({ key, empty: chinese.trim() === '' || english.trim() === '' }).toEqual({ key, empty: false });
        expect({ key, names: placeholders(english) }).toEqual({ key, names: placeholders(chinese) });
      }
    }
  });
  it('has a sentence for every error code', () => {
    for (const code of Object.keys(errorStatus)) expect(Object.keys(errorMessages.zh)).toContain(code);
  });
});

describe('message', () => {
  const words = defineMessages({
    zh: { left: '剩 {n} 天，{who}', plain: '好' },
    en: { left: '{n} {n|day|days} left, {who}', plain: 'Good' },
  });
  it('fills placeholders and chooses the English form by number', () => {
    expect(message(words, 'zh-CN', 'left', { n: 1, who: '张三' })).toBe('剩 1 天，张三');
    expect(message(words, 'en-US', 'left', { n: 1, who: 'Zhang' })).toBe('1 day left, Zhang');
    expect(message(words, 'en-US', 'left', { n: 0, who: 'Zhang' })).toBe('0 days left, Zhang');
    expect(message(words, 'en-US', 'plain')).toBe('Good');
  });
  it('shows a placeholder that got no value, and puts values in as they are', () => {
    expect(message(words, 'zh-CN', 'left', { n: 2 })).toBe('剩 2 天，{who}');
    expect(message(words, 'zh-CN', 'left', { n: 2, who: '{n} $& <b>' })).toBe('剩 2 天，{n} $& <b>');
  });
});

describe('dates and durations', () => {
  it('are told in Shanghai time', () => {
    expect(formatDate('2026-11-26T16:30:00Z', 'zh-CN')).toBe('11 月 27 日');
    expect(formatDate('2026-11-27', 'en-US')).toBe('27 Nov');
    expect(formatLongDate('2026-03-01', 'zh-CN')).toBe('2026 年 3 月 1 日');
    expect(formatLongDate('2026-03-01', 'en-US')).toBe('1 March 2026');
    expect(formatDateTime('2026-11-27T07:05:00Z', 'zh-CN')).toBe('11-27 15:05');
    expect(formatDateTime('2026-11-27T07:05:00Z', 'en-US')).toBe('27 Nov 15:05');
    expect(() => formatDate('soon', 'zh-CN')).toThrow(RangeError);
  });
  it.each([
    [{ overdue: false, unit: 'days', value: 2 }, '剩 2 个工作日', '2 working days left'],
    [{ overdue: false, unit: 'hours', value: 1 }, '剩 1 小时', '1 hour left'],
    [{ overdue: true, unit: 'hours', value: 3 }, '超 3 小时', '3 hours over'],
    [{ overdue: true, unit: 'minutes', value: 0 }, '刚刚到期', 'Just due'],
    [{ overdue: false, unit: 'minutes', value: 0 }, '即将到期', 'Due now'],
  ] as const)('%j is %s', (remaining, chinese, english) => {
    expect(formatRemaining(remaining, 'zh-CN')).toBe(chinese);
    expect(formatRemaining(remaining, 'en-US')).toBe(english);
  });
  it('tells limits', () => {
    expect(formatLimit({ workingDays: 1 }, 'en-US')).toBe('1 working day');
    expect(formatLimit({ workingHours: 4 }, 'zh-CN')).toBe('4 个工作小时');
  });
});
