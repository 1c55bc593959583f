import { grantedAmountName } from '../engine/variables.js';
import { parseAssignee } from '../model/assignee.js';
import type { ProcessDefinition, UserTask } from '../model/definition.js';
import { flattenedNext } from '../model/flatten.js';
import type { FlowIssue } from '../model/issue.js';
import { flowIssue } from '../model/issue.js';
import type { ElementRule, Place } from './rule.js';

/** `-` stands in the file while the author has chosen how to find somebody, but not whom. */
const isBlank = (assignee: string): boolean => assignee === '' || /^(person|unit|field):-$/u.test(assignee);

export const stepRule: ElementRule = (element, place) => {
  if (element.type !== 'userTask') return;
  const { step, name } = element;
  if (name.trim() === '') place.warn('name-missing');
  if (isBlank(step.assignee) && step.deciders.length === 0) place.error('assignee-missing');
  if (step.deciders.some((decider) => isBlank(decider.assignee))) place.error('assignee-missing');
  if (step.limit === null && step.kind !== 'applicant') place.warn('limit-missing');
  if (!step.actions.includes('approve') && !step.actions.includes('record-payment')) place.error('step-cannot-finish');
  const isVote = step.decision !== 'single' && step.decision !== 'any-of';
  if (isVote && !step.actions.includes('approve')) place.error('step-cannot-finish');
  if (step.kind === 'payout' && !step.actions.includes('record-payment')) place.warn('payout-without-payment');
  const isReview = step.kind === 'review' || step.kind === 'joint-review' || step.kind === 'decision';
  if (isReview && !step.separateFrom.includes('acceptor')) place.warn('acceptor-may-approve');
  for (const duty of step.separateFrom)
    if (duty.startsWith('step:') && place.definition.elements[duty.slice(5)]?.type !== 'userTask')
      place.error('separation-step-unknown', { step: duty.slice(5) });
  returnRule(element, place);
  aroundRule(element, place);
};

/** What goes on by itself must be able to: to somebody, in a limit, and never past an amount that nobody has set. */
function aroundRule({ step }: UserTask, place: Place): void {
  const { onTimeout, whenEmpty } = step;
  if (onTimeout === 'escalate' && step.escalateTo === '') place.error('escalation-missing');
  if (whenEmpty === 'stand-in' && step.emptyStandIn === '') place.error('stand-in-missing');
  const isTimed = onTimeout !== 'none' || step.remindBeforeHours !== null || step.remindAfterHours !== null;
  if (isTimed && step.limit === null) place.error('timeout-without-limit');
  const passes = onTimeout === 'pass' || whenEmpty === 'pass';
  if (passes && (step.grantsAmount || step.kind === 'payout')) place.error('pass-without-amount');
  if (passes && step.kind === 'acceptance') place.warn('pass-at-acceptance');
}

/** D3: targets are user tasks before the step, in its scope or one around it. */
function returnRule(element: UserTask, { definition, error }: Place): void {
  const { actions, returnTargets } = element.step;
  if (!actions.includes('return-to-step')) return;
  if (returnTargets.length === 0) error('return-target-missing');
  if (element.loop !== null) error('return-target-invalid', { target: element.id });
  for (const id of returnTargets) {
    const target = definition.elements[id];
    if (target?.type !== 'userTask' || target.loop !== null || !isAround(definition, target.scopeId, element.scopeId))
      error('return-target-invalid', { target: id });
    else if (!leadsTo(definition, id, element.id)) error('return-target-not-earlier', { target: id });
  }
}

function isAround(definition: ProcessDefinition, outer: string, inner: string): boolean {
  for (let at: string | null = inner; at !== null; at = definition.scopes[at]?.parentId ?? null)
    if (at === outer) return true;
  return false;
}

function leadsTo(definition: ProcessDefinition, from: string, to: string): boolean {
  const next = flattenedNext(definition);
  const seen = new Set<string>();
  const pending = [from];
  for (let id = pending.pop(); id !== undefined; id = pending.pop())
    for (const after of next.get(id) ?? []) {
      if (after === to) return true;
      if (!seen.has(after)) {
        seen.add(after);
        pending.push(after);
      }
    }
  return false;
}

/** R58: where a city rules that finance does not take part in approvals, it may only pay. */
export function financeIssues(definition: ProcessDefinition): readonly FlowIssue[] {
  return Object.values(definition.elements).flatMap((element) => {
    if (element.type !== 'userTask' || element.step.kind === 'payout') return [];
    const { assignee, deciders, emptyStandIn, escalateTo } = element.step;
    const named = [assignee, emptyStandIn, escalateTo, ...deciders.map((decider) => decider.assignee)].map(
      parseAssignee,
    );
    const isFinance = named.some((one) => one?.kind === 'role' && one.role === 'finance');
    return isFinance ? [flowIssue('error', 'finance-approves', element.id)] : [];
  });
}

/** What an approval as a whole must have: acceptance before review (R35), and somebody who grants what conditions ask about. */
export function approvalIssues(definition: ProcessDefinition): readonly FlowIssue[] {
  const issues: FlowIssue[] = [];
  const steps = Object.values(definition.elements).filter((element) => element.type === 'userTask');
  const isReviewed = steps.some(
    ({ step }) => step.kind === 'review' || step.kind === 'joint-review' || step.kind === 'decision',
  );
  if (isReviewed && !steps.some(({ step }) => step.kind === 'acceptance'))
    issues.push(flowIssue('warning', 'acceptance-missing', definition.id));
  const isGranted = steps.some(({ step }) => step.grantsAmount);
  for (const flow of Object.values(definition.flows))
    if (!isGranted && flow.condition?.source.includes(grantedAmountName))
      issues.push(flowIssue('error', 'amount-not-granted', flow.id));
  return issues;
}
