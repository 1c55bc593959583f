const offsetMs = 8 * 3_600_000;

/** The day in Asia/Shanghai (no daylight saving since 1991) as `YYYY-MM-DD`. */
export const chinaDayOf = (instant: Date): string => new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10);
