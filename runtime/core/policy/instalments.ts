import type { Instalment, PlannedInstalment } from './types.js';

/** An amount in parts: each rounded down to whole 分, the last takes what is left, so that they add up exactly. */
export function planInstalments(
  amountFen: number,
  instalments: readonly Instalment[] | undefined,
): readonly PlannedInstalment[] {
  if (instalments === undefined || instalments.length < 2) return [];
  const shares = instalments.map(({ percent }) => Number((BigInt(amountFen) * BigInt(percent)) / 100n));
  const before = shares.slice(0, -1).reduce((sum, share) => sum + share, 0);
  return instalments.map(({ afterMonths }, index) => ({
    number: index + 1,
    amountFen: index === instalments.length - 1 ? amountFen - before : (shares[index] ?? 0),
    afterMonths,
  }));
}

/** Whether the parts make a whole and come one after another, the first at once. */
export function areSoundInstalments(instalments: readonly Instalment[]): boolean {
  const isWhole = instalments.reduce((sum, { percent }) => sum + percent, 0) === 100;
  const inOrder = instalments.every(({ afterMonths }, i) => afterMonths > (instalments[i - 1]?.afterMonths ?? -1));
  return instalments.length >= 2 && isWhole && inOrder && instalments[0]?.afterMonths === 0;
}

/** The same day of the month so many months later, or the month's last day where it has no such day (`YYYY-MM-DD`). */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10);
}
