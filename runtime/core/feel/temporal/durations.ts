/** A days and time duration: whole seconds (signed) and nanoseconds 0…999999999 added to them. */
export class FeelDaysDuration {
  constructor(
    readonly seconds: number,
    readonly nanos: number,
  ) {}
}

/** A years and months duration, in signed whole months. */
export class FeelMonthsDuration {
  constructor(readonly months: number) {}
}
