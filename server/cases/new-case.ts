import { chinaCalendar, localDay } from '#core/calendar';
import type { SubmissionData } from '#core/form';
import type { AmountResult, EligibilityAssessment } from '#core/policy';
import { claimAward } from '../awards/claim-award.js';
import { DomainError } from '../http/domain-error.js';
import { contentHash, unguessable } from '../numbers/derived-id.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { type Actor, type CaseDocument, markOf } from './case-document.js';
import type { CaseServices } from './case-services.js';
import type { Facts } from './case-variables.js';
import { decideFlow } from './decide-flow.js';
import type { CommandDetail } from './effects/happening.js';
import { firstHash } from './history.js';
import { refusalOf } from './refusal.js';
import { assertBounds } from './run-command.js';
import { sealSubmission } from './sealed-submission.js';
import { unitKeys } from './unit-keys.js';

/** Everything that a case begins with; all of it has been judged. */
export interface Beginning
  extends Pick<
    CaseDocument,
    | '_id'
    | 'tenantId'
    | 'applicantId'
    | 'applicantName'
    | 'applicantKind'
    | 'regionCode'
    | 'draftId'
    | 'channel'
    | 'filedBy'
    | 'filedFrom'
    | 'onBehalf'
    | 'originalsSeen'
    | 'confirmation'
  > {
  readonly tenantName: string;
  readonly version: ReadyVersion;
  readonly data: SubmissionData;
  readonly facts: Facts;
  readonly assessment: EligibilityAssessment;
  readonly amount: AmountResult | null;
  readonly actor: Actor;
  readonly commandId: string;
  readonly content: unknown;
  readonly detail: CommandDetail;
}

/**
 * The document of a new case with its flow started and the first entry in its outbox. Takes a number, and in the ledger what
 * the case takes up of the applicant's entitlements; the case itself must be written next.
 */
export async function newCase(services: CaseServices, beginning: Beginning): Promise<CaseDocument> {
  const { deps } = services;
  const { tenantName, version, data, facts, assessment, amount, actor, commandId, content, detail, ...own } = beginning;
  const { tenantId, filedBy, regionCode } = own;
  const at = deps.clock.now();
  const unit = await deps.units.byId(tenantId, version.unitId);
  const { title } = version.parts.elements;
  const year = localDay(at.toISOString(), chinaCalendar).slice(0, 4);
  const number = await services.numbers.next({ id: tenantId, name: tenantName }, year);
  const base = {
    ...own,
    kind: 'application' as const,
    number,
    policyId: version.policyId,
    policyVersion: version.version,
    policyTitle: title,
    unitId: version.unitId,
    unitPath: version.unitPath,
    unitName: unit?.name ?? version.parts.elements.ownerUnit,
    seenFrom: unitKeys(version.unitPath),
    requestedAmountFen: amount?.amountFen ?? null,
    grantedAmountFen: null,
    award: null,
    currentSteps: [],
    handlers: [],
    copiedTo: [],
    correction: null,
    payment: null,
  };
  const decided = await decideFlow(services, {
    commandId,
    contentHash: contentHash(content),
    actor,
    wishes: [{ type: 'StartProcess', filedBy: actor.accountId }],
    detail,
    at: at.toISOString(),
    seq: 1,
    lastHash: firstHash,
    state: null,
    facts: base,
    version,
    registryFacts: facts,
    data,
    formerSubmission: null,
    place: { filingUnitPath: filedBy.unitPath, regionCode },
  });
  if (!decided.ok) throw refusalOf(decided.error, '');
  const { change } = decided.value;
  if (change === null) throw new DomainError('FLOW_REFUSED', { reason: 'NOT_STARTED' });
  const submission = sealSubmission(version.form, data, deps.secrets);
  assertBounds({ outbox: [] }, { submission, flow: change.changes.flow }, change.entry);
  const after = change.changes.award;
  await claimAward(services, version, { facts: base, after, amount, seq: 1, at: at.toISOString() });
  return {
    ...base,
    ...change.changes,
    rev: 1,
    seq: 1,
    progressCode: unguessable(),
    submission,
    factsSealed: deps.secrets.seal(JSON.stringify(facts)),
    assessment,
    amount,
    amountReason: null,
    changedFields: [],
    lastHash: change.entry.hash,
    commandMarks: [markOf(change.entry.commandId)],
    outbox: [change.entry],
    outboxSince: at,
    submittedAt: at,
    searchText: `${number} ${title} ${own.applicantName}`.toLowerCase(),
  };
}
