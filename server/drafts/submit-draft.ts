import { fileIdsOf, type SubmissionData } from '#core/form';
import type { AmountResult, EligibilityAssessment } from '#core/policy';
import { applicantFacts } from '../cases/applicant-facts.js';
import type { CaseDocument } from '../cases/case-document.js';
import type { Facts } from '../cases/case-variables.js';
import { assessSubmission, judgeSubmission, knownFiles, withTrueFiles } from '../cases/judge-submission.js';
import { newCase } from '../cases/new-case.js';
import { openSubmission } from '../cases/sealed-submission.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { DraftDocument } from './draft-document.js';
import type { DraftServices } from './draft-services.js';
import { caseIdOf, ownDraft } from './draft-store.js';
import { openPolicy } from './policy-gate.js';

interface Filed {
  readonly caseId: string;
  readonly number: string;
}

/**
 * Files a draft as a case. The case's id is fixed by the draft, so that a second click, a lost answer or a second process
 * gives the same case. Everything is judged again here, with the code the browser used.
 */
export async function submitDraft(
  services: DraftServices,
  principal: Principal,
  draftId: string,
  revision: number,
): Promise<Filed> {
  const { deps, drafts, policies, store } = services;
  const draft = await ownDraft(drafts, principal, draftId);
  const existing = await store.byId(draft.tenantId, caseIdOf(draftId));
  if (existing !== null) return finish(services, draft, existing);
  if (draft.revision !== revision) throw new DomainError('REVISION_CONFLICT', { revision: draft.revision });
  const policy = await openPolicy(policies, draft.tenantId, draft.policyId);
  if (policy.version !== draft.version) {
    throw new DomainError('VERSION_SUPERSEDED', { version: draft.version, currentVersion: policy.version });
  }
  if (draft.channel === 'window' && draft.onBehalf === null) throw new DomainError('CONSENT_MISSING');
  const version = await policies.versions.get(draft.tenantId, draft.policyId, draft.version);
  const applicant = await deps.applicants.byId(draft.tenantId, draft.applicantId);
  if (applicant === null) throw new DomainError('NOT_FOUND');
  const facts = await applicantFacts(deps, draft.tenantId, applicant);
  const document = await judgedCase(services, principal, { draft, version, facts, applicant });
  if (await store.insert(document)) {
    await services.relay.atOnce(document);
    return finish(services, draft, document);
  }
  const filed = await store.byId(draft.tenantId, document._id);
  if (filed === null) throw new Error(`Expected case ${document._id} to exist, but it does not`);
  return finish(services, draft, filed);
}

/** Judged again where another case took what this one counted on: its amount is then less. */
async function judgedCase(services: DraftServices, principal: Principal, filing: Filing): Promise<CaseDocument> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await makeCase(services, principal, { ...filing, ...(await judge(services, principal, filing)) });
    } catch (error) {
      const isOvertaken = error instanceof DomainError && error.code === 'AMOUNT_TOO_LARGE' && attempt < 4;
      if (!isOvertaken) throw error;
    }
  }
}

async function finish(services: DraftServices, draft: DraftDocument, filed: CaseDocument): Promise<Filed> {
  if (draft.caseId === null) await services.drafts.markSubmitted(draft.tenantId, draft._id, filed._id);
  return { caseId: filed._id, number: filed.number };
}

interface Judged {
  readonly data: SubmissionData;
  readonly assessment: EligibilityAssessment;
  readonly amount: AmountResult | null;
}

async function judge(
  services: DraftServices,
  principal: Principal,
  { draft, version, facts }: Filing,
): Promise<Judged> {
  const { deps, files, policies } = services;
  const now = deps.clock.now().toISOString();
  const ref = `draft:${draft._id}`;
  const whose = { tenantId: draft.tenantId, accountId: principal.accountId, refs: [ref] };
  const answers = openSubmission(version.form, draft.data, deps.secrets);
  const records = await knownFiles(files, version, answers, whose);
  const data = judgeSubmission(version, withTrueFiles(answers, records), { now, facts, logger: deps.logger });
  const awards = await services.awards.soFar({
    tenantId: draft.tenantId,
    applicantId: draft.applicantId,
    caseId: caseIdOf(draft._id),
    policyId: draft.policyId,
    at: now,
  });
  const { assessment, amount } = assessSubmission(await policies.registryOf(draft.tenantId), version, {
    facts,
    data,
    now,
    awards,
  });
  if (assessment.verdict === 'not-eligible') {
    const failed = assessment.conditions.filter(
      ({ kind, outcome }) => kind !== 'informational' && outcome === 'not-met',
    );
    throw new DomainError(
      'NOT_ELIGIBLE',
      { conditions: failed.map(({ title }) => title), assessment },
      {
        issues: failed.map(({ id, title, clause }) => ({
          path: id,
          code: 'CONDITION_NOT_MET',
          params: { title, clause },
        })),
      },
    );
  }
  const isUsedUp = amount?.amountFen === 0 && (amount.limitedBy === 'group' || amount.limitedBy === 'yearly-cap');
  if (isUsedUp) throw new DomainError('NOTHING_LEFT');
  return { data, assessment, amount };
}

interface Filing {
  readonly draft: DraftDocument;
  readonly version: ReadyVersion;
  readonly facts: Facts;
  readonly applicant: { readonly kind: 'enterprise' | 'person'; readonly regionCode: string | null };
}

type ToFile = Filing & Judged;

async function makeCase(services: DraftServices, principal: Principal, filing: ToFile): Promise<CaseDocument> {
  const { files } = services;
  const { draft, version, facts, applicant, data, assessment, amount } = filing;
  const { tenantId } = draft;
  const _id = caseIdOf(draft._id);
  const mandate = draft.onBehalf?.mandateFileId ?? null;
  // Held before the case names them: a crash in between keeps a file too many, never one too few.
  await files.hold(tenantId, [...fileIdsOf(version.form, data), ...(mandate === null ? [] : [mandate])], `case:${_id}`);
  const filedBy = { ...draft.startedBy, accountId: principal.accountId, name: principal.name };
  return newCase(services, {
    _id,
    tenantId,
    tenantName: principal.tenantName,
    applicantId: draft.applicantId,
    applicantName: draft.applicantName,
    applicantKind: applicant.kind,
    regionCode: applicant.regionCode,
    draftId: draft._id,
    channel: draft.channel,
    filedBy,
    filedFrom: draft.filedFrom,
    onBehalf: draft.onBehalf,
    originalsSeen: draft.originalsSeen,
    confirmation: null,
    version,
    data,
    facts,
    assessment,
    amount,
    actor: { accountId: principal.accountId, name: principal.name, unitName: filedBy.unitName },
    commandId: `submit-${draft._id}`,
    content: { submit: draft._id },
    detail: draft.onBehalf === null ? {} : { agentName: draft.onBehalf.agentName },
  });
}
