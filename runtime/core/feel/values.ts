import type { FeelDecimal } from './decimal.js';
import type { FeelDate, FeelDateTime, FeelTime } from './temporal/calendar-values.js';
import type { FeelDaysDuration, FeelMonthsDuration } from './temporal/durations.js';

/**
 * An exact decimal. A JS number is always a safe integer (the fast path); everything else is a
 * `FeelDecimal` of up to 34 digits.
 * The form is canonical: a `FeelDecimal` is never a safe integer, so two equal numbers have the same form.
 */
export type FeelNumber = number | FeelDecimal;

/** Every value of FEEL (DMN 1.5 §10.3.2.3). Values are immutable. */
export type FeelValue =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelDate
  | FeelTime
  | FeelDateTime
  | FeelDaysDuration
  | FeelMonthsDuration
  | readonly FeelValue[]
  | FeelContext
  | FeelRange
  | FeelFunction;

/** A FEEL context. Entries live in a map, so that no name reaches a JavaScript prototype. */
export class FeelContext {
  constructor(readonly entries: ReadonlyMap<string, FeelValue>) {}

  /** The value of an entry, or undefined where there is none. */
  get(name: string): FeelValue | undefined {
    return this.entries.get(name);
  }
}

/** A range; an end that is `null` is unbounded. */
export class FeelRange {
  constructor(
    readonly start: FeelValue,
    readonly end: FeelValue,
    readonly startIncluded: boolean,
    readonly endIncluded: boolean,
  ) {}
}

/** A function value: built in, or written in the source. It can be called only by the evaluator. */
export class FeelFunction {
  constructor(
    readonly name: string,
    readonly parameters: readonly string[],
    /** The evaluator's own form of the function; opaque outside this folder. */
    readonly body: unknown,
  ) {}
}
