/** Days of one year that are not what their weekday says, by `MM-DD`. */
export type CalendarYear = Readonly<Record<string, { readonly working: boolean; readonly name: string }>>;

/** One stretch of office hours, `HH:MM` to `HH:MM`, local time. */
export interface OfficeHours {
  readonly from: string;
  readonly to: string;
}

/**
 * Working days and hours as data, kept per tenant and editable. A year that is not in `years` is unknown: its days are
 * then taken by weekday alone, and every answer that touched it names it in `missingYears`.
 */
export interface WorkingCalendar {
  /** Offset of local time from UTC; Asia/Shanghai has 480 and no summer time. */
  readonly offsetMinutes: number;
  /** In order, not overlapping. */
  readonly hours: readonly OfficeHours[];
  readonly years: Readonly<Record<string, CalendarYear>>;
}

/** A time limit (D14): whole working days, or working hours. */
export type WorkingLimit = { readonly workingDays: number } | { readonly workingHours: number };

/** An instant that was computed, and the years it passed through that the calendar does not know. */
export interface DueDate {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly missingYears: readonly number[];
}

/** Time left or over, in the unit people would say it in. */
export interface Remaining {
  readonly overdue: boolean;
  readonly unit: 'days' | 'hours' | 'minutes';
  /** Never negative; 0 minutes is “just about now”. */
  readonly value: number;
}

export type Light = 'green' | 'yellow' | 'red';
