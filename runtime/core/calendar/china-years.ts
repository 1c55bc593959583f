import type { CalendarYear } from './types.js';

/**
 * The State Council's yearly notices (国务院办公厅关于部分节假日安排的通知): days off that would be working days, and
 * weekends worked in exchange (调休). Tested against the package `chinese-days`, from which it was taken.
 */
export const chinaYears: Readonly<Record<string, CalendarYear>> = {
  '2024': {
    '01-01': off('元旦'),
    ...days('02', [12, 13, 14, 15, 16], off('春节')),
    ...days('04', [4, 5], off('清明节')),
    ...days('05', [1, 2, 3], off('劳动节')),
    '06-10': off('端午节'),
    ...days('09', [16, 17], off('中秋节')),
    ...days('10', [1, 2, 3, 4, 7], off('国庆节')),
    ...days('02', [4, 18], worked('春节')),
    '04-07': worked('清明节'),
    '04-28': worked('劳动节'),
    '05-11': worked('劳动节'),
    '09-14': worked('中秋节'),
    '09-29': worked('国庆节'),
    '10-12': worked('国庆节'),
  },
  '2025': {
    '01-01': off('元旦'),
    ...days('01', [28, 29, 30, 31], off('春节')),
    ...days('02', [3, 4], off('春节')),
    '04-04': off('清明节'),
    ...days('05', [1, 2, 5], off('劳动节')),
    '06-02': off('端午节'),
    ...days('10', [1, 2, 3, 7, 8], off('国庆节')),
    '10-06': off('中秋节'),
    '01-26': worked('春节'),
    '02-08': worked('春节'),
    '04-27': worked('劳动节'),
    '09-28': worked('国庆节'),
    '10-11': worked('国庆节'),
  },
  '2026': {
    ...days('01', [1, 2], off('元旦')),
    ...days('02', [16, 17, 18, 19, 20, 23], off('春节')),
    '04-06': off('清明节'),
    ...days('05', [1, 4, 5], off('劳动节')),
    '06-19': off('端午节'),
    '09-25': off('中秋节'),
    ...days('10', [1, 2, 5, 6, 7], off('国庆节')),
    '01-04': worked('元旦'),
    ...days('02', [14, 28], worked('春节')),
    '05-09': worked('劳动节'),
    '09-20': worked('国庆节'),
    '10-10': worked('国庆节'),
  },
};

type DayException = CalendarYear[string];

function off(name: string): DayException {
  return { working: false, name };
}

function worked(name: string): DayException {
  return { working: true, name: `${name}调休` };
}

function days(month: string, list: readonly number[], exception: DayException): CalendarYear {
  return Object.fromEntries(list.map((day) => [`${month}-${String(day).padStart(2, '0')}`, exception]));
}
