import type { FeelValue } from '#core/feel';
import type { FlowEvent, FlowRejection, ProcessState, UserTask } from '#core/flow';
import { err, ok, type Result } from '#core/result';
import { personKey } from '../tasks/candidate-keys.js';
import { type Resolve, resolverFor } from '../tasks/resolve-assignee.js';
import { approverBefore, assignedAs, assignStep, type StepAssignment } from './assigning.js';
import type { CaseServices } from './case-services.js';
import type { FlowWish, Wish } from './decide-flow.js';
import { namedValues } from './named-values.js';

/** A case in the middle of a command: what the flow says so far, and how to ask it on. */
interface Running {
  readonly state: ProcessState | null;
  readonly events: readonly FlowEvent[];
  execute(body: FlowWish, commandId: string, accountId: string): FlowRejection | null;
}

/** A flow whose empty steps pass in a circle is stopped here. */
const mostRounds = 40;

/**
 * After the flow has decided: who may take each step that is new or went elsewhere. What nobody can decide, or somebody
 * just has, follows in the same command (审批人为空, 去重), and makes new steps in its turn.
 */
export async function settleAssignments(
  services: CaseServices,
  wish: Wish,
  run: Running,
  variables: Readonly<Record<string, FeelValue>>,
): Promise<
  Result<{ readonly assigned: ReadonlyMap<string, StepAssignment>; readonly copied: readonly string[] }, FlowRejection>
> {
  const { deps } = services;
  const { facts, version } = wish;
  const assigned = new Map<string, StepAssignment>();
  if (run.state === null || run.events.length === 0) return ok({ assigned, copied: [] });
  const place = {
    tenantId: facts.tenantId,
    policyUnitPath: version.unitPath,
    applicantId: facts.applicantId,
    ...wish.place,
  };
  const resolve = resolverFor(deps, place, namedValues(wish.data, variables, wish.at));
  const [rules, holders] = await Promise.all([
    deps.tenants.rules(facts.tenantId),
    deps.appointments.heldInTenant(facts.tenantId),
  ]);
  const finance = new Set(holders.filter(({ role }) => role === 'finance').map(({ accountId }) => accountId));
  const known = new Map(facts.currentSteps.map((step) => [step.taskId, step.assignedAs]));
  const isAnew = run.events.some((event) => event.type === 'PersonRecused' || event.type === 'ProcessMigrated');
  for (let round = 1; round <= mostRounds; round += 1) {
    let followed = false;
    for (const task of Object.values(run.state?.tasks ?? {})) {
      const element = version.flow.elements[task.elementId];
      if (element?.type !== 'userTask' || run.state === null) continue;
      const text = assignedAs(task, element.step);
      if (assigned.get(task.id)?.assignedAs === text || (known.get(task.id) === text && !isAnew)) continue;
      const approvedBy = approverBefore(run.events, task.id);
      const found = await assignStep({ state: run.state, resolve, rules, finance, approvedBy }, element, task);
      const [next] = found.followUps;
      if (next === undefined) {
        assigned.set(task.id, found.assignment);
        continue;
      }
      const refused = run.execute(next.wish, `${wish.commandId}+${round}`, next.accountId);
      if (refused !== null) return err(refused);
      followed = true;
      break;
    }
    if (!followed) return ok({ assigned, copied: await copiesOf(run.events, version.flow.elements, resolve) });
  }
  return err({ code: 'STEP_LIMIT_EXCEEDED', params: { maximum: mostRounds } });
}

/** 抄送: whom the file names for a step that was decided, and whom people named by hand. */
async function copiesOf(
  events: readonly FlowEvent[],
  elements: Readonly<Record<string, unknown>>,
  resolve: Resolve,
): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const event of events) {
    if (event.type === 'CaseCopied') keys.push(...event.to.map(personKey));
    if (event.type !== 'TaskCompleted') continue;
    const element = elements[event.elementId] as UserTask | undefined;
    for (const assignee of element?.step.copyTo ?? []) keys.push(...(await resolve(assignee)).candidateKeys);
  }
  return [...new Set(keys)];
}
