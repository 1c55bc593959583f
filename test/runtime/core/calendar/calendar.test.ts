import { getDayDetail } from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingMinutes,
  checkCalendar,
  chinaCalendar,
  closingTimeOf,
  dayEnd,
  dayStart,
  dueAt,
  isWorkingDay,
  isYearKnown,
  light,
  localDay,
  remaining,
  resumeClock,
  stopClock,
  workingClock,
  workingDaysBetween,
  workingMinutesBetween,
} from '#core/calendar';

/** Local wall time in Asia/Shanghai as the UTC instant that is stored. */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`).toISOString();
const local = (iso: string) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

describe('the calendar of China', () => {
  it('agrees with the published notices on every day of 2024 to 2026', () => {
    for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2027, 0, 1); time += 86_400_000) {
      const day = new Date(time).toISOString().slice(0, 10);
      expect([day, isWorkingDay(day, chinaCalendar)]).toEqual([day, getDayDetail(day).work]);
    }
  });
  it('knows the years whose notice is out, and no other', () => {
    expect([2023, 2024, 2025, 2026, 2027].map((year) => isYearKnown(year, chinaCalendar))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('limits in working days', () => {
  it.each([
    // The day of the event does not count; the end is closing time.
    ['2026-11-23 09:00', 1, '2026-11-24 17:00'],
    ['2026-11-23 16:59', 1, '2026-11-24 17:00'],
    ['2026-11-23 23:59', 1, '2026-11-24 17:00'],
    ['2026-11-20 10:00', 1, '2026-11-23 17:00'], // over a weekend
    ['2026-11-22 10:00', 1, '2026-11-23 17:00'], // filed on a Sunday
    ['2026-02-13 10:00', 1, '2026-02-14 17:00'], // the Saturday before Spring Festival is worked
    ['2026-02-14 10:00', 1, '2026-02-24 17:00'], // then nine days off
    ['2026-02-13 10:00', 7, '2026-03-02 17:00'], // 14, 24, 25, 26, 27, Saturday 28 (worked), March 2
    ['2025-09-26 10:00', 3, '2025-09-30 17:00'], // Sunday 28 is worked
    ['2025-09-30 10:00', 1, '2025-10-09 17:00'], // National Day with Mid-autumn
    ['2025-10-10 10:00', 1, '2025-10-11 17:00'], // Saturday worked
    ['2025-12-31 10:00', 2, '2026-01-05 17:00'], // 1 to 3 January off, Sunday 4 worked: 4 then 5
    ['2026-04-30 18:00', 1, '2026-05-06 17:00'],
    ['2026-05-08 18:00', 1, '2026-05-09 17:00'],
    ['2026-09-24 09:00', 1, '2026-09-28 17:00'], // Mid-autumn Friday off, weekend not worked
  ])('%s plus %i end at %s', (start, workingDays, end) => {
    expect(local(dueAt(at(start), { workingDays }, chinaCalendar).at)).toBe(end);
  });

  it('says which years it had to guess', () => {
    expect(dueAt(at('2026-11-23 09:00'), { workingDays: 5 }, chinaCalendar).missingYears).toEqual([]);
    const far = dueAt(at('2026-12-30 09:00'), { workingDays: 3 }, chinaCalendar);
    expect(local(far.at)).toBe('2027-01-04 17:00');
    expect(far.missingYears).toEqual([2027]);
    expect(dueAt(at('2026-12-30 09:00'), { workingDays: 300 }, chinaCalendar).missingYears).toEqual([2027, 2028]);
  });

  it.each([
    { workingDays: 0 },
    { workingDays: 1.5 },
    { workingDays: 3_661 },
    { workingHours: 0 },
    { workingHours: Number.NaN },
  ])('refuses the limit %j', (limit) => {
    expect(() => dueAt(at('2026-11-23 09:00'), limit, chinaCalendar)).toThrow(RangeError);
  });
  it('ends the search in a calendar that never opens', () => {
    const shut = Object.fromEntries(
      Array.from({ length: 366 }, (_, n) => [
        new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(5, 10),
        { working: false, name: 'x' },
      ]),
    );
    const years = { '2026': shut, '2027': shut, '2028': shut, '2029': shut };
    expect(() => dueAt(at('2026-01-05 09:00'), { workingDays: 1 }, { ...chinaCalendar, years })).toThrow(RangeError);
    expect(() => dueAt(at('2026-01-05 09:00'), { workingHours: 1 }, { ...chinaCalendar, hours: [] })).toThrow(
      RangeError,
    );
  });
});

describe('limits in working hours', () => {
  it.each([
    ['2026-11-23 09:00', 2, '2026-11-23 11:00'],
    ['2026-11-23 10:00', 2, '2026-11-23 12:00'], // ends with the morning, not after lunch
    ['2026-11-23 11:00', 2, '2026-11-23 14:30'], // lunch does not count
    ['2026-11-23 12:30', 2, '2026-11-23 15:30'], // filed at lunch
    ['2026-11-23 16:00', 2, '2026-11-24 09:30'], // over night
    ['2026-11-23 17:00', 1, '2026-11-24 09:30'], // filed at closing
    ['2026-11-23 06:00', 1, '2026-11-23 09:30'], // filed before opening
    ['2026-11-22 10:00', 1, '2026-11-23 09:30'], // filed on a Sunday
    ['2026-02-14 16:00', 2, '2026-02-24 09:30'], // over Spring Festival
    ['2026-11-23 08:30', 7, '2026-11-23 17:00'],
    ['2026-11-23 08:30', 7.5, '2026-11-24 09:00'],
  ])('%s plus %f end at %s', (start, workingHours, end) => {
    expect(local(dueAt(at(start), { workingHours }, chinaCalendar).at)).toBe(end);
  });

  it.each([
    ['2026-11-23 08:00', '2026-11-23 18:00', 420],
    ['2026-11-23 11:50', '2026-11-23 13:40', 20],
    ['2026-11-23 16:00', '2026-11-24 09:00', 90],
    ['2026-11-20 16:00', '2026-11-23 09:00', 90],
    ['2026-09-19 08:00', '2026-09-20 18:00', 420], // Saturday off, Sunday worked
    ['2026-11-24 09:00', '2026-11-23 09:00', 0],
    ['2026-11-23 09:00', '2026-11-23 09:00', 0],
  ])('between %s and %s are %i minutes', (from, to, minutes) => {
    expect(workingMinutesBetween(at(from), at(to), chinaCalendar)).toBe(minutes);
  });

  it('adds and measures alike', () => {
    const start = Date.parse('2025-01-01T00:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 30_000 }), (offset, minutes) => {
        const from = new Date(start + offset * 60_000).toISOString();
        const to = addWorkingMinutes(from, minutes, chinaCalendar).at;
        expect(workingMinutesBetween(from, to, chinaCalendar)).toBe(minutes);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('time left', () => {
  const due = at('2026-11-27 17:00');
  it.each([
    ['2026-11-24 09:00', false, 'days', 3],
    ['2026-11-21 09:00', false, 'days', 5],
    ['2026-11-26 18:00', false, 'days', 1],
    ['2026-11-27 08:00', false, 'hours', 7],
    ['2026-11-27 11:30', false, 'hours', 4],
    ['2026-11-27 16:01', false, 'minutes', 59],
    ['2026-11-27 17:00', false, 'minutes', 0],
    ['2026-11-27 18:00', true, 'minutes', 0],
    ['2026-11-29 12:00', true, 'minutes', 0], // the weekend is nobody's delay
    ['2026-11-30 11:30', true, 'days', 1],
    ['2026-12-02 08:30', true, 'days', 3],
  ])('at %s it is overdue %s, %s %i', (now, overdue, unit, value) => {
    expect(remaining(at(now), due, chinaCalendar)).toEqual({ overdue, unit, value });
  });
  it('tells hours over on the day itself', () => {
    expect(remaining(at('2026-11-27 16:00'), at('2026-11-27 10:00'), chinaCalendar)).toEqual({
      overdue: true,
      unit: 'hours',
      value: 4,
    });
  });

  it.each([
    // 6 working days, Thursday 19 to Friday 27; a third of the working time is just over two days.
    ['2026-11-19 09:00', 'green'],
    ['2026-11-25 09:00', 'green'],
    ['2026-11-25 15:00', 'yellow'],
    ['2026-11-27 08:00', 'yellow'],
    ['2026-11-27 17:00', 'yellow'],
    ['2026-11-27 17:01', 'red'],
  ])('the light at %s is %s', (now, colour) => {
    expect(light(at(now), at('2026-11-19 09:00'), due, chinaCalendar)).toBe(colour);
  });
  it('is yellow on the last working day even where more than a third is left', () => {
    expect(light(at('2026-11-24 08:30'), at('2026-11-23 16:00'), at('2026-11-24 17:00'), chinaCalendar)).toBe('yellow');
    expect(light(at('2026-11-23 16:30'), at('2026-11-23 16:00'), at('2026-11-24 17:00'), chinaCalendar)).toBe('green');
  });
});

describe('stopping and resuming', () => {
  it('banks what is left and gives it back, days rounded up to closing time', () => {
    // given three days from Monday, stopped on Tuesday morning
    const due = dueAt(at('2026-11-23 09:00'), { workingDays: 3 }, chinaCalendar).at;
    const banked = stopClock(at('2026-11-24 10:00'), due, chinaCalendar);
    expect(banked).toBe(120 + 210 + 420 + 420);
    // when it goes on a week later in the afternoon
    const resumed = resumeClock(at('2026-12-01 14:00'), banked, { workingDays: 3 }, chinaCalendar);
    // then it ends on the third day at closing time, not in the middle of it
    expect(local(resumed.at)).toBe('2026-12-04 17:00');
  });
  it('gives hours back to the minute', () => {
    const limit = { workingHours: 8 };
    const due = dueAt(at('2026-11-23 09:00'), limit, chinaCalendar).at;
    const banked = stopClock(at('2026-11-23 16:00'), due, chinaCalendar);
    expect(banked).toBe(8 * 60 - 330);
    expect(local(resumeClock(at('2026-11-30 11:00'), banked, limit, chinaCalendar).at)).toBe('2026-11-30 15:00');
  });
  it('changes nothing when resumed at once', () => {
    const limit = { workingDays: 3 };
    for (const moment of ['2026-11-23 10:00', '2026-11-23 20:00', '2026-11-24 12:30', '2026-11-26 16:59']) {
      const due = dueAt(at('2026-11-23 09:00'), limit, chinaCalendar).at;
      const banked = stopClock(at(moment), due, chinaCalendar);
      expect(resumeClock(at(moment), banked, limit, chinaCalendar).at).toBe(due);
    }
  });
  it('a clock that was late when stopped is due at once', () => {
    const banked = stopClock(at('2026-11-28 09:00'), at('2026-11-27 17:00'), chinaCalendar);
    expect(banked).toBe(0);
    expect(resumeClock(at('2026-12-01 14:00'), banked, { workingDays: 1 }, chinaCalendar).at).toBe(
      at('2026-12-01 14:00'),
    );
  });
});

describe('days and instants', () => {
  it('takes the day from local time', () => {
    expect(localDay('2026-11-22T15:59:59Z', chinaCalendar)).toBe('2026-11-22');
    expect(localDay('2026-11-22T16:00:00Z', chinaCalendar)).toBe('2026-11-23');
    expect(dayStart('2026-11-23', chinaCalendar)).toBe('2026-11-22T16:00:00.000Z');
    expect(dayEnd('2026-11-23', chinaCalendar)).toBe('2026-11-23T15:59:59.999Z');
    expect(workingDaysBetween('2026-11-23', '2026-12-15', chinaCalendar)).toBe(16);
    expect(local(closingTimeOf(at('2026-11-23 17:00'), chinaCalendar).at)).toBe('2026-11-23 17:00');
    expect(local(closingTimeOf(at('2026-11-23 17:01'), chinaCalendar).at)).toBe('2026-11-24 17:00');
    expect(() => localDay('yesterday', chinaCalendar)).toThrow(RangeError);
  });
  it('is a clock for the flow', () => {
    const clock = workingClock(chinaCalendar);
    expect(local(clock.dueAt(at('2026-11-23 09:00'), { workingDays: 1 }))).toBe('2026-11-24 17:00');
    expect(local(clock.addWorkingMinutes(at('2026-11-23 11:30'), 60))).toBe('2026-11-23 14:00');
    expect(clock.workingMinutesBetween(at('2026-11-23 09:00'), at('2026-11-23 10:00'))).toBe(60);
    expect(local(clock.closingTimeOf(at('2026-11-22 09:00')))).toBe('2026-11-23 17:00');
  });
  it('follows other office hours', () => {
    const summer = {
      ...chinaCalendar,
      hours: [
        { from: '08:30', to: '11:30' },
        { from: '14:30', to: '17:30' },
      ],
    };
    expect(local(dueAt(at('2026-07-06 11:00'), { workingHours: 1 }, summer).at)).toBe('2026-07-06 15:00');
    expect(local(dueAt(at('2026-07-06 11:00'), { workingDays: 1 }, summer).at)).toBe('2026-07-07 17:30');
  });
});

describe('an edited calendar', () => {
  it('passes as it is', () => {
    expect(checkCalendar(chinaCalendar)).toEqual([]);
  });
  it.each([
    [{ ...chinaCalendar, offsetMinutes: 9_999 }, 'offsetMinutes', 'OFFSET'],
    [{ ...chinaCalendar, hours: [] }, 'hours', 'HOURS_MISSING'],
    [{ ...chinaCalendar, hours: [{ from: '17:00', to: '09:00' }] }, 'hours.0', 'HOURS_INVALID'],
    [{ ...chinaCalendar, hours: [{ from: '9:00', to: '17:00' }] }, 'hours.0', 'HOURS_INVALID'],
    [
      {
        ...chinaCalendar,
        hours: [
          { from: '09:00', to: '13:00' },
          { from: '12:00', to: '17:00' },
        ],
      },
      'hours.1',
      'HOURS_OVERLAP',
    ],
    [{ ...chinaCalendar, years: { '26': {} } }, 'years.26', 'YEAR_INVALID'],
    [
      { ...chinaCalendar, years: { '2026': { '02-30': { working: false, name: 'x' } } } },
      'years.2026.02-30',
      'DATE_INVALID',
    ],
    [
      { ...chinaCalendar, years: { '2026': { '02-03': { working: false, name: ' ' } } } },
      'years.2026.02-03',
      'NAME_MISSING',
    ],
  ])('is told where it is wrong (%#)', (calendar, path, code) => {
    expect(checkCalendar(calendar)).toContainEqual({ path, code });
  });
});
