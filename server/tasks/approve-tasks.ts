import type { AnswerOf, BodyOf, routes } from '#core/contract';
import type { CaseServices } from '../cases/case-services.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { decideTask } from './decide-task.js';

/** Approves one after another, each a command of its own with its own line in its case; what fails says why (批量办理). */
export async function approveTasks(
  services: CaseServices,
  principal: Principal,
  { items, opinion }: BodyOf<typeof routes.approveTasks>,
): Promise<AnswerOf<typeof routes.approveTasks>> {
  const results: AnswerOf<typeof routes.approveTasks>['results'] = [];
  for (const { taskId, commandId } of items) {
    try {
      const body = { decision: 'approve', commandId, opinion, reviewPointsChecked: [] } as const;
      await decideTask(services, principal, taskId, { ...body, reviewPointsChecked: [] });
      results.push({ taskId, code: null, params: {} });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      results.push({ taskId, code: error.code, params: { ...error.params } });
    }
  }
  return { results };
}
