import type { BodyOf, routes } from '#core/contract';
import { diffSubmissions, fileIdsOf } from '#core/form';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { contentHash } from '../numbers/derived-id.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { CaseDocument, CommandAnswer } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { dataOf, factsOf } from './case-variables.js';
import { assessSubmission, judgeSubmission, knownFiles, withTrueFiles } from './judge-submission.js';
import { actorOf } from './load-case.js';
import { type CasePlan, runCommand } from './run-command.js';
import { sealSubmission, unmaskUnchanged } from './sealed-submission.js';
import { actsAsApplicant, viewerOf } from './viewer.js';

type Body = BodyOf<typeof routes.resubmitCase>;

/** Hands in what was returned (补正): the whole answers, judged again, with what changed marked for the reviewer. */
export function resubmitCase(
  services: CaseServices,
  principal: Principal,
  caseId: string,
  body: Body,
): Promise<CommandAnswer> {
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId,
    commandId: body.commandId,
    actor: actorOf(principal),
    content: { resubmit: contentHash({ data: body.data, originalsSeen: body.originalsSeen ?? null }) },
    plan: (loaded, version) => planResubmission(services, principal, { loaded, version, body }),
  });
}

async function planResubmission(
  services: CaseServices,
  principal: Principal,
  { loaded, version, body }: { loaded: CaseDocument; version: ReadyVersion; body: Body },
): Promise<CasePlan> {
  const { deps, files, policies } = services;
  const viewer = viewerOf(loaded, principal);
  if (viewer === null) throw new DomainError('NOT_FOUND');
  if (!actsAsApplicant(viewer)) throw new DomainError('FORBIDDEN');
  if (loaded.flow.status === 'ended') throw new DomainError('CASE_FINISHED');
  const returned = Object.values(loaded.flow.tasks).find((task) => task.suspension?.reason === 'returned-to-applicant');
  if (returned === undefined) throw new DomainError('NOTHING_TO_CORRECT');

  const now = deps.clock.now().toISOString();
  const facts = factsOf(loaded, deps.secrets);
  const before = dataOf(loaded, version, deps.secrets);
  const ref = `case:${loaded._id}`;
  const uploader = { tenantId: loaded.tenantId, accountId: principal.accountId, refs: [ref] };
  const unmasked = unmaskUnchanged(version.form, body.data, before);
  const records = await knownFiles(files, version, unmasked, uploader);
  const data = judgeSubmission(version, withTrueFiles(unmasked, records), {
    now,
    facts,
    stored: before,
    logger: deps.logger,
  });
  const whose = { tenantId: loaded.tenantId, applicantId: loaded.applicantId, caseId: loaded._id };
  const awards = await services.awards.soFar({ ...whose, policyId: loaded.policyId, at: now });
  const { assessment, amount } = assessSubmission(await policies.registryOf(loaded.tenantId), version, {
    facts,
    data,
    now,
    awards,
  });
  const fileIds = fileIdsOf(version.form, data);
  // Held before the case names them: a crash in between keeps a file too many, never one too few.
  await files.hold(loaded.tenantId, fileIds, ref);
  const changed = new Set(diffSubmissions(version.form, before, data).map(({ path }) => path.split('.')[0] ?? path));
  const originals = viewer.isFilingWindow ? (body.originalsSeen ?? loaded.originalsSeen) : loaded.originalsSeen;
  return {
    wishes: [{ type: 'Resubmit', taskId: returned.id }],
    data,
    formerSubmission: loaded.submission,
    requestedAmountFen: amount === null ? loaded.requestedAmountFen : amount.amountFen,
    changes: {
      submission: sealSubmission(version.form, data, deps.secrets),
      assessment,
      amount,
      changedFields: [...changed],
      originalsSeen: originals.filter((id) => fileIds.includes(id)),
    },
  };
}
