import type { CalendarProblem } from '#core/calendar';
import { defineMessages, type Messages } from '../define.js';

/** Time left, time over and limits, as lists and sentences show them (look.md). */
export const timeMessages = defineMessages({
  zh: {
    'left.days': '剩 {value} 个工作日',
    'left.hours': '剩 {value} 小时',
    'left.minutes': '剩 {value} 分钟',
    'left.now': '即将到期',
    'over.days': '超 {value} 个工作日',
    'over.hours': '超 {value} 小时',
    'over.minutes': '超 {value} 分钟',
    'over.now': '刚刚到期',
    'limit.days': '{value} 个工作日',
    'limit.hours': '{value} 个工作小时',
  },
  en: {
    'left.days': '{value} working {value|day|days} left',
    'left.hours': '{value} {value|hour|hours} left',
    'left.minutes': '{value} {value|minute|minutes} left',
    'left.now': 'Due now',
    'over.days': '{value} working {value|day|days} over',
    'over.hours': '{value} {value|hour|hours} over',
    'over.minutes': '{value} {value|minute|minutes} over',
    'over.now': 'Just due',
    'limit.days': '{value} working {value|day|days}',
    'limit.hours': '{value} working {value|hour|hours}',
  },
});

/** What is wrong with an edited calendar. */
export const calendarMessages: Messages<CalendarProblem['code'] | 'YEAR_UNKNOWN'> = defineMessages({
  zh: {
    OFFSET: '时区偏移不对',
    HOURS_MISSING: '请至少设一段上班时间',
    HOURS_INVALID: '上班时间要写成 08:30 的样子，且开始早于结束',
    HOURS_OVERLAP: '两段上班时间重叠了',
    YEAR_INVALID: '年份应为 2000–2099',
    DATE_INVALID: '没有这一天',
    NAME_MISSING: '请写明是什么节日或调休',
    NO_WORKING_DAY: '放假天数太多，请核对',
    YEAR_UNKNOWN: '{year} 年的放假安排还没有录入，期限暂按周一至周五计算',
  },
  en: {
    OFFSET: 'The offset from UTC is wrong',
    HOURS_MISSING: 'Set at least one stretch of office hours',
    HOURS_INVALID: 'Office hours look like 08:30, and begin before they end',
    HOURS_OVERLAP: 'Two stretches of office hours overlap',
    YEAR_INVALID: 'The year must be between 2000 and 2099',
    DATE_INVALID: 'There is no such day',
    NAME_MISSING: 'Say which holiday or exchanged day it is',
    NO_WORKING_DAY: 'Too many days off; please check',
    YEAR_UNKNOWN: 'The holidays of {year} have not been entered; limits count Monday to Friday for now',
  },
});
