import { chinaCalendar, dayEnd, dayStart, localDay, type WorkingCalendar, workingDaysBetween } from '#core/calendar';
import type { CatalogueRow } from '#core/contract';
import { availability } from '#core/policy';
import type { PolicySummary } from '../policies/policy-store.js';

export type PlainRow = Omit<CatalogueRow, 'assessment' | 'amountFen'>;

/** One policy online, as the catalogue lists it. */
export function catalogueRow(
  policy: PolicySummary,
  unitName: string,
  now: string,
  calendar: WorkingCalendar,
): PlainRow | null {
  const { online } = policy;
  if (online === null) return null;
  const { opensOn, closesOn } = online;
  const state = availability({ opensOn, closesOn }, now);
  return {
    id: policy._id,
    version: policy.version,
    title: online.title,
    summary: online.summary,
    audience: online.audience,
    class: online.policyClass as CatalogueRow['class'],
    redemption: online.redemption as CatalogueRow['redemption'],
    unitName,
    amountText: online.amountText,
    opensAt: opensOn === null ? null : dayStart(opensOn, chinaCalendar),
    closesAt: closesOn === null ? null : dayEnd(closesOn, chinaCalendar),
    workingDaysLeft:
      closesOn === null || state !== 'open' ? null : workingDaysBetween(localDay(now, calendar), closesOn, calendar),
    availability: state,
  };
}
