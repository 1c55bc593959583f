import type { StepSettings, UserTaskState } from '#core/flow';
import type { CaseDocument, CommandAnswer, CurrentStep } from '../cases/case-document.js';
import type { CaseServices } from '../cases/case-services.js';
import type { FlowWish } from '../cases/decide-flow.js';
import { actorOf } from '../cases/load-case.js';
import { stepSettingsOf } from '../cases/present-case.js';
import { type CasePlan, runCommand } from '../cases/run-command.js';
import { viewerOf } from '../cases/viewer.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { actsAs, isCandidate } from './candidate-keys.js';
import { resolverFor } from './resolve-assignee.js';
import { splitTaskId } from './task-document.js';

/** A step that somebody wants to do something with, on the case as it is now. */
export interface AtStep {
  readonly loaded: CaseDocument;
  readonly version: ReadyVersion;
  readonly step: CurrentStep;
  readonly task: UserTaskState;
  readonly settings: StepSettings;
  readonly principal: Principal;
}

/** The step that is meant, for who has it, may take it, or is asked something about it. */
async function stepOf(
  services: CaseServices,
  loaded: CaseDocument,
  version: ReadyVersion,
  { principal, taskId }: { readonly principal: Principal; readonly taskId: string },
) {
  if (viewerOf(loaded, principal) === null) throw await goneFor(services, loaded, version, { principal, taskId });
  const step = loaded.currentSteps.find((one) => one.taskId === taskId);
  const task = loaded.flow.tasks[taskId];
  if (step === undefined || task === undefined) throw await closed(services, loaded, taskId);
  const may = actsAs(principal, step.claimedBy) || isCandidate(principal, [...step.candidateKeys, ...step.openKeys]);
  if (!may) throw new DomainError('FORBIDDEN');
  // R58: where the city rules so, finance decides nothing but payments, whatever else its people are.
  if (step.kind !== 'payout' && principal.appointments.some((held) => held.role === 'finance')) {
    const { financeApproves } = await services.deps.tenants.rules(principal.tenantId);
    if (!financeApproves) throw new DomainError('FINANCE_NO_APPROVAL');
  }
  return { step, task };
}

/** A step that is over says who was first. */
async function closed(services: CaseServices, loaded: CaseDocument, taskId: string): Promise<DomainError> {
  if (loaded.flow.status === 'ended') return new DomainError('CASE_FINISHED');
  const done = await endOf(services, loaded, taskId);
  return done === null ? new DomainError('TASK_CLOSED') : new DomainError('TASK_DECIDED', { name: done.name });
}

/** Who was asked too and was slower hears who was first, though the case is nothing to them any more; all others nothing. */
async function goneFor(
  services: CaseServices,
  loaded: CaseDocument,
  version: ReadyVersion,
  { principal, taskId }: { readonly principal: Principal; readonly taskId: string },
): Promise<DomainError> {
  const done = await endOf(services, loaded, taskId);
  const settings = done === null ? null : stepSettingsOf(version, done.elementId);
  if (done === null || settings === null) return new DomainError('NOT_FOUND');
  const { tenantId, applicantId, regionCode } = loaded;
  const place = { policyUnitPath: loaded.unitPath, filingUnitPath: loaded.filedBy.unitPath };
  const resolve = resolverFor(services.deps, { tenantId, applicantId, regionCode, ...place });
  const asked = await Promise.all(
    [settings.assignee, ...settings.deciders.map((decider) => decider.assignee)].map(resolve),
  );
  const wasAsked = asked.some((one) => isCandidate(principal, one.candidateKeys));
  return wasAsked ? new DomainError('TASK_DECIDED', { name: done.name }) : new DomainError('NOT_FOUND');
}

/** Who ended a task. */
async function endOf(
  { history }: CaseServices,
  loaded: CaseDocument,
  taskId: string,
): Promise<{ readonly name: string; readonly elementId: string } | null> {
  for (const entry of [...(await history.of(loaded.tenantId, loaded._id)), ...loaded.outbox].reverse())
    for (const event of entry.events)
      if (event.type === 'TaskCompleted' && event.taskId === taskId)
        return { name: entry.by.name, elementId: event.elementId };
  return null;
}

interface TaskCommand {
  readonly principal: Principal;
  readonly id: string;
  readonly commandId: string;
  readonly content: unknown;
  plan(at: AtStep): CasePlan | Promise<CasePlan>;
}

/** Runs a command about one step, for whoever it concerns. */
export function runTaskCommand(services: CaseServices, command: TaskCommand): Promise<CommandAnswer> {
  const { principal } = command;
  const target = splitTaskId(command.id);
  if (target === null) throw new DomainError('NOT_FOUND');
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId: target.caseId,
    commandId: command.commandId,
    actor: actorOf(principal),
    content: { taskId: target.taskId, wish: command.content },
    async plan(loaded, version) {
      const { step, task } = await stepOf(services, loaded, version, {
        principal,
        taskId: target.taskId,
      });
      const settings = stepSettingsOf(version, step.elementId);
      if (settings === null) throw new DomainError('TASK_CLOSED');
      return command.plan({ loaded, version, step, task, settings, principal });
    },
  });
}

/** AB岗: what somebody holds who is away is the stand-in's first, with the reason on record. */
export function inStead({ step, principal }: Pick<AtStep, 'step' | 'principal'>): {
  readonly wishes: readonly FlowWish[];
  readonly onBehalfOf?: string;
} {
  const { claimedBy } = step;
  if (claimedBy === null || claimedBy === principal.accountId || !actsAs(principal, claimedBy)) return { wishes: [] };
  const name = principal.standsInFor?.find((one) => one.accountId === claimedBy)?.name ?? '';
  const { accountId: to } = principal;
  const reason = `代岗：${name}`;
  return { wishes: [{ type: 'TransferTask', taskId: step.taskId, to, byOrder: true, reason }], onBehalfOf: name };
}
