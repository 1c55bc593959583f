import type { BodyOf, routes } from '#core/contract';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { CommandAnswer } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { actorOf } from './load-case.js';
import { runCommand } from './run-command.js';
import { actsAsApplicant, viewerOf } from './viewer.js';

/** The applicant takes the case back; whether it is too late the flow knows (before acceptance, R33). */
export function withdrawCase(
  services: CaseServices,
  principal: Principal,
  caseId: string,
  body: BodyOf<typeof routes.withdrawCase>,
): Promise<CommandAnswer> {
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId,
    commandId: body.commandId,
    actor: actorOf(principal),
    content: { withdraw: body.reason },
    async plan(loaded) {
      const viewer = viewerOf(loaded, principal);
      if (viewer === null) throw new DomainError('NOT_FOUND');
      if (!actsAsApplicant(viewer)) throw new DomainError('FORBIDDEN');
      return { wishes: [{ type: 'Withdraw', reason: body.reason }] };
    },
  });
}
