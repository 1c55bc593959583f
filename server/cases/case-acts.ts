import type { BodyOf, routes } from '#core/contract';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { CommandAnswer } from './case-document.js';
import type { CaseServices } from './case-services.js';
import type { FlowWish } from './decide-flow.js';
import { actorOf } from './load-case.js';
import { runCommand } from './run-command.js';
import { viewerOf } from './viewer.js';

/** 撤回: who decided a step takes the decision back, before anybody acts on the next. */
export function takeBackDecision(
  services: CaseServices,
  principal: Principal,
  caseId: string,
  { commandId, elementId, reason }: BodyOf<typeof routes.takeBackDecision>,
): Promise<CommandAnswer> {
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId,
    commandId,
    actor: actorOf(principal),
    content: { takeBack: elementId, reason },
    async plan(loaded) {
      if (viewerOf(loaded, principal) === null) throw new DomainError('NOT_FOUND');
      return { wishes: [{ type: 'TakeBack', elementId, reason }] };
    },
  });
}

/** 催办 by the applicant, the window, a supervisor or a colleague: everybody who has the case now is told. */
export function urgeCase(
  services: CaseServices,
  principal: Principal,
  caseId: string,
  { commandId, text }: BodyOf<typeof routes.urgeCase>,
): Promise<CommandAnswer> {
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId,
    commandId,
    actor: actorOf(principal),
    content: { urge: text },
    async plan(loaded) {
      if (viewerOf(loaded, principal) === null) throw new DomainError('NOT_FOUND');
      const going = loaded.currentSteps.filter((step) => step.status !== 'suspended');
      if (loaded.flow.status === 'ended') throw new DomainError('CASE_FINISHED');
      if (going.length === 0)
        throw new DomainError(loaded.currentSteps.length === 0 ? 'ACTION_NOT_ALLOWED' : 'TASK_SUSPENDED');
      return { wishes: going.map((step): FlowWish => ({ type: 'UrgeTask', taskId: step.taskId, text })) };
    },
  });
}
