import type { BodyOf, OnBehalf, routes } from '#core/contract';
import { mergeStepInput, validateSubmission } from '#core/form';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { contentHash } from '../numbers/derived-id.js';
import { accountAccess, accountFields, isAwaitingAccount } from './account-fields.js';
import type { CaseDocument, CommandAnswer } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { dataOf, factsOf } from './case-variables.js';
import { refuseInvalid } from './judge-submission.js';
import { actorOf } from './load-case.js';
import { storedOnBehalf } from './on-behalf.js';
import { runCommand } from './run-command.js';
import { sealSubmission, unmaskUnchanged } from './sealed-submission.js';
import { actsAsApplicant, viewerOf } from './viewer.js';

/*
 * 免申即享 (R16, U2): a firm that never applied confirms where the money goes, or gives it up. The flow goes on meanwhile,
 * but nothing is paid before (see `decide-task`). A window does it for a firm that has no account, with who came and their
 * consent, as when it files.
 */

/** Whoever may answer for the firm, on a case that waits for it. */
function assertMayAnswer(loaded: CaseDocument, principal: Principal, onBehalf: OnBehalf | null): void {
  const viewer = viewerOf(loaded, principal);
  if (viewer === null) throw new DomainError('NOT_FOUND');
  if (!actsAsApplicant(viewer)) throw new DomainError('FORBIDDEN');
  if (!viewer.isApplicant && onBehalf === null) throw new DomainError('CONSENT_MISSING');
  if (loaded.flow.status === 'ended') throw new DomainError('CASE_FINISHED');
  if (!isAwaitingAccount(loaded)) throw new DomainError('NOTHING_TO_CONFIRM');
}

/** The firm's word where the money goes; judged by the form's own rules of these fields. */
export function confirmAccount(
  services: CaseServices,
  principal: Principal,
  caseId: string,
  body: BodyOf<typeof routes.confirmAccount>,
): Promise<CommandAnswer> {
  const { deps } = services;
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId,
    commandId: body.commandId,
    actor: actorOf(principal),
    content: { confirm: contentHash({ data: body.data, onBehalf: body.onBehalf }) },
    async plan(loaded, version) {
      assertMayAnswer(loaded, principal, body.onBehalf);
      const now = deps.clock.now().toISOString();
      const stored = dataOf(loaded, version, deps.secrets);
      const access = accountAccess(version.form);
      const merged = mergeStepInput(version.form, stored, unmaskUnchanged(version.form, body.data, stored), access);
      if (!merged.ok) {
        refuseInvalid(merged.error);
        throw new DomainError('SUBMISSION_INVALID');
      }
      const judged = validateSubmission(version.form, merged.value, {
        now,
        registry: factsOf(loaded, deps.secrets),
        access,
        stored,
      });
      const own = new Set(accountFields(version.form));
      refuseInvalid(judged.issues.filter(({ path }) => own.has(path.split('.')[0] ?? '')));
      const onBehalf = await heldOnBehalf(services, principal, loaded, body.onBehalf);
      return {
        wishes: [],
        detail: { confirmation: 'confirmed', ...(onBehalf === null ? {} : { agentName: onBehalf.agentName }) },
        data: judged.data,
        formerSubmission: loaded.submission,
        changes: {
          submission: sealSubmission(version.form, judged.data, deps.secrets),
          confirmation: answered(loaded, 'confirmed', now, principal),
          ...(onBehalf === null ? {} : { onBehalf }),
        },
      };
    },
  });
}

/** The firm does not want it; the case ends, and a later payment is impossible. */
export function giveUpAward(
  services: CaseServices,
  principal: Principal,
  caseId: string,
  body: BodyOf<typeof routes.giveUpAward>,
): Promise<CommandAnswer> {
  const { deps } = services;
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId,
    commandId: body.commandId,
    actor: actorOf(principal),
    content: { giveUp: body.reason, onBehalf: contentHash(body.onBehalf) },
    async plan(loaded) {
      assertMayAnswer(loaded, principal, body.onBehalf);
      const onBehalf = await heldOnBehalf(services, principal, loaded, body.onBehalf);
      const now = deps.clock.now().toISOString();
      return {
        // The flow asks for a reason; giving up needs none from the firm.
        wishes: [{ type: 'Terminate', reason: body.reason === '' ? '企业放弃' : body.reason }],
        detail: { confirmation: 'given-up', ...(onBehalf === null ? {} : { agentName: onBehalf.agentName }) },
        changes: {
          confirmation: answered(loaded, 'given-up', now, principal),
          ...(onBehalf === null ? {} : { onBehalf }),
        },
      };
    },
  });
}

const answered = (loaded: CaseDocument, state: 'confirmed' | 'given-up', at: string, principal: Principal) => ({
  state,
  screeningId: loaded.confirmation?.screeningId ?? '',
  at,
  byName: principal.name,
});

/** Who came, with the mandate kept for the case; null for the firm itself. */
async function heldOnBehalf(
  services: CaseServices,
  principal: Principal,
  loaded: CaseDocument,
  given: OnBehalf | null,
) {
  if (given === null || principal.actsFor(loaded.applicantId)) return null;
  const onBehalf = await storedOnBehalf(services, principal, given);
  const mandate = onBehalf.mandateFileId;
  if (mandate !== null) await services.files.hold(loaded.tenantId, [mandate], `case:${loaded._id}`);
  return onBehalf;
}
