/** A calendar date without a zone. */
export class FeelDate {
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}
}

/** A time of day; `offsetSeconds` or `zone` where the source gives one. */
export class FeelTime {
  constructor(
    readonly hour: number,
    readonly minute: number,
    readonly second: number,
    readonly nanos: number,
    readonly offsetSeconds: number | null,
    readonly zone: string | null,
  ) {}
}

/** A date with a time of day. */
export class FeelDateTime {
  constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {}
}
