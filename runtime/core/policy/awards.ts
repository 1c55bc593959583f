import type { AmountRule, AmountStep, AwardsSoFar, PastAward } from './types.js';

/*
 * 同类就高不重复 and yearly caps (N9): what an applicant has been granted already bounds what can be granted now. The list
 * never holds the award that is being worked out.
 */

/** Awards of the same kind as this rule's group. */
function ofGroup(rule: AmountRule, { year, awards }: AwardsSoFar): readonly PastAward[] {
  const { group } = rule;
  if (group === undefined) return [];
  return awards.filter((award) => award.group === group.key && (group.period === 'ever' || award.year === year));
}

/** Awards that count towards this rule's yearly cap. */
function underCap(rule: AmountRule, { policyId, year, awards }: AwardsSoFar): readonly PastAward[] {
  const { yearlyCap } = rule;
  if (yearlyCap === undefined) return [];
  return awards.filter(
    (award) =>
      award.year === year &&
      (award.policyId === policyId || (yearlyCap.key !== undefined && award.capKey === yearlyCap.key)),
  );
}

/** The awards that bear on an amount by this rule, for people to see. */
export function relevantAwards(rule: AmountRule | null, awards: AwardsSoFar): readonly PastAward[] {
  if (rule === null) return [];
  const found = new Set([...ofGroup(rule, awards), ...underCap(rule, awards)]);
  return awards.awards.filter((award) => found.has(award));
}

const total = (awards: readonly PastAward[]): number => awards.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** The steps by which past awards lessen an amount; empty where there are none to tell of. */
export function limitByAwards(amountFen: number, rule: AmountRule, awards: AwardsSoFar): readonly AmountStep[] {
  const steps: AmountStep[] = [];
  let left = amountFen;
  const former = ofGroup(rule, awards);
  if (rule.group !== undefined && former.length > 0) {
    const usedFen = total(former);
    left = rule.group.mode === 'one-only' ? 0 : Math.max(0, left - usedFen);
    steps.push({ kind: 'group', amountFen: left, usedFen });
  }
  if (rule.yearlyCap !== undefined) {
    const usedFen = total(underCap(rule, awards));
    const limitFen = Math.max(0, rule.yearlyCap.capFen - usedFen);
    if (usedFen > 0 || left > limitFen) {
      left = Math.min(left, limitFen);
      steps.push({ kind: 'yearly-cap', amountFen: left, limitFen: rule.yearlyCap.capFen, usedFen });
    }
  }
  return steps;
}
