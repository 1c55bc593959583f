import type { Model } from 'mongoose';
import { prefillData } from '#core/form';
import type { ApplicantRecord } from '../applicants/applicant-register.js';
import type { CaseDocument } from '../cases/case-document.js';
import type { CaseServices } from '../cases/case-services.js';
import type { Facts } from '../cases/case-variables.js';
import { assessSubmission } from '../cases/judge-submission.js';
import { newCase } from '../cases/new-case.js';
import { anyWindow } from '../cases/unit-keys.js';
import { factsOfFirm, type SnapshotFirm } from '../enterprises/snapshot-book.js';
import type { Generation } from '../enterprises/snapshot-documents.js';
import { DomainError } from '../http/domain-error.js';
import type { Lease } from '../labour/runner.js';
import { sha256 } from '../numbers/derived-id.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { ScreeningDocument, ScreeningRowDocument } from './screening-documents.js';

/** Rows between two saved positions. */
const rowsAtOnce = 20;

type Rows = Model<ScreeningRowDocument>;
type Confirmation = NonNullable<ScreeningDocument['confirmation']>;

/** A case's id is fixed by the row it is made from (D6): confirming twice makes it once. */
const caseIdOfRow = (rowId: string): string => `s-${sha256(`screening\u0000${rowId}`).slice(0, 32)}`;

/** Makes a case for each firm on the list, in resumable steps. */
export async function confirmRows(
  services: CaseServices,
  rows: Rows,
  document: ScreeningDocument,
  lease: Lease<ScreeningDocument>,
): Promise<void> {
  const { tenantId } = document;
  let confirmation = document.confirmation;
  if (confirmation === null || document.version === null) return;
  const version = await services.policies.versions.get(tenantId, document.policyId, document.version);
  for (;;) {
    const found: readonly ScreeningRowDocument[] = await rows
      .find({ tenantId, screeningId: document._id, group: 'hit', _id: { $gt: confirmation.position } })
      .sort({ _id: 1 })
      .limit(rowsAtOnce)
      .lean<ScreeningRowDocument[]>();
    for (const row of found) {
      if (row.state === 'excluded') continue;
      const made = await caseOfRow(services, { document, version, row });
      await rows.updateOne({ tenantId, _id: row._id }, { $set: made });
    }
    const [cases, skipped] = await Promise.all(
      (['case', 'skipped'] as const).map((state) =>
        rows.countDocuments({ tenantId, screeningId: document._id, group: 'hit', state }),
      ),
    );
    const isOver = found.length < rowsAtOnce;
    confirmation = {
      ...confirmation,
      position: found.at(-1)?._id ?? confirmation.position,
      cases: cases ?? 0,
      skipped: skipped ?? 0,
      at: isOver ? services.deps.clock.now() : null,
    };
    const goesOn = await lease.save({
      confirmation,
      ...(isOver ? { status: 'done' as const, finishedAt: services.deps.clock.now() } : {}),
    });
    if (isOver || !goesOn || lease.isStopping()) return;
  }
}

type Made = Pick<ScreeningRowDocument, 'state' | 'reason' | 'caseId' | 'caseNumber'>;

async function caseOfRow(
  services: CaseServices,
  given: { document: ScreeningDocument; version: ReadyVersion; row: ScreeningRowDocument },
): Promise<Made> {
  const { store } = services;
  const { document, row } = given;
  const { tenantId } = document;
  const caseId = caseIdOfRow(row._id);
  const existing = await store.byId(tenantId, caseId);
  if (existing !== null) return made(existing);
  const { firm, generation } = await firmOf(services, document, row);
  const applicant = await applicantOf(services, tenantId, firm);
  const other = await standingCase(services, document, applicant.id);
  if (other !== null) return passedOver(other);
  const filed = await entitledCase(services, { ...given, caseId, applicant, facts: factsByName(generation, firm) });
  if (typeof filed === 'string') return passedOver(filed);
  if (await store.insert(filed)) {
    await services.relay.atOnce(filed);
    return made(filed);
  }
  const first = await store.byId(tenantId, caseId);
  if (first === null) throw new Error(`Expected case ${caseId} to exist, but it does not`);
  return made(first);
}

/** `reason` is the number of the case that stands in the way, or the code of the refusal. */
const passedOver = (reason: string): Made => ({ state: 'skipped', reason, caseId: null, caseNumber: null });

/** The case, or why the firm is not entitled to it beside what it has had already (N9). */
async function entitledCase(services: CaseServices, given: Making): Promise<CaseDocument | string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await makeCase(services, given);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'ALREADY_APPLIED') return String(error.params.number ?? error.code);
      if (error.code === 'NOTHING_LEFT') return error.code;
      // Somebody else took part of it meanwhile: worked out anew on what is left.
      if (error.code !== 'AMOUNT_TOO_LARGE' || attempt >= 4) throw error;
    }
  }
}

interface Making {
  readonly document: ScreeningDocument;
  readonly version: ReadyVersion;
  readonly caseId: string;
  readonly applicant: ApplicantRecord;
  readonly facts: Facts;
}

/** Judged and kept as they were screened, whatever a later snapshot tells. */
const factsByName = (generation: Generation, firm: SnapshotFirm): Facts =>
  Object.fromEntries(factsOfFirm(generation, firm).map(({ name, ...fact }) => [name, fact]));

const made = ({ _id, number }: CaseDocument): Made => ({
  state: 'case',
  reason: null,
  caseId: _id,
  caseNumber: number,
});

async function firmOf(
  { deps }: CaseServices,
  document: ScreeningDocument,
  row: ScreeningRowDocument,
): Promise<{ firm: SnapshotFirm; generation: Generation }> {
  const { tenantId, generation } = document;
  const [whole, chunk] = await Promise.all([
    deps.snapshots.generation(tenantId, generation),
    deps.snapshots.chunk(tenantId, generation, row.chunk ?? -1),
  ]);
  const firm =
    whole === null || chunk === null ? undefined : deps.snapshots.firmsOf(chunk, whole.columns)[row.index ?? -1];
  if (firm === undefined || whole === null) {
    throw new Error(`Expected the firm of row ${row._id} in its snapshot, but it is gone`);
  }
  return { firm, generation: whole };
}

/** The firm as an applicant: known already, or made now without an account (D2). */
async function applicantOf({ deps }: CaseServices, tenantId: string, firm: SnapshotFirm): Promise<ApplicantRecord> {
  const { applicants } = deps;
  const known = await applicants.byIdentity(tenantId, firm.creditCode);
  if (known !== null) return known;
  try {
    const { creditCode, name } = firm;
    return await applicants.create(tenantId, { kind: 'enterprise', name, identityNumber: creditCode, contactName: '' });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'IDENTITY_TAKEN') throw error;
    const first = await applicants.byIdentity(tenantId, firm.creditCode);
    if (first === null) throw error;
    return first;
  }
}

/** The number of a case that stands in the way: one under way, or one that was paid by this very version. */
async function standingCase(
  { store }: CaseServices,
  document: ScreeningDocument,
  applicantId: string,
): Promise<string | null> {
  const { tenantId, policyId, version } = document;
  const found = await store.list(
    {
      tenantId,
      applicantId,
      policyId,
      $or: [{ status: { $in: ['in-progress', 'correction'] } }, { status: 'completed', policyVersion: version }],
    },
    { submittedAt: -1 },
    1,
  );
  return found[0]?.number ?? null;
}

async function makeCase(services: CaseServices, given: Making): Promise<CaseDocument> {
  const { deps, policies } = services;
  const { document, version, caseId, applicant, facts } = given;
  const { tenantId } = document;
  const { by } = document.confirmation as Confirmation;
  const awards = await services.awards.soFar({
    tenantId,
    applicantId: applicant.id,
    caseId,
    policyId: document.policyId,
    at: deps.clock.now().toISOString(),
  });
  // Its trace is the basis of the award (依据).
  const now = document.startedAt.toISOString();
  const { assessment, amount } = assessSubmission(await policies.registryOf(tenantId), version, { facts, now, awards });
  const isUsedUp = amount?.amountFen === 0 && (amount.limitedBy === 'group' || amount.limitedBy === 'yearly-cap');
  if (isUsedUp) throw new DomainError('NOTHING_LEFT');
  const tenant = await deps.tenants.byId(tenantId);
  const { startedBy } = document;
  return newCase(services, {
    _id: caseId,
    tenantId,
    tenantName: tenant?.name ?? '',
    applicantId: applicant.id,
    applicantName: applicant.name,
    applicantKind: applicant.kind,
    regionCode: applicant.regionCode,
    draftId: caseId,
    channel: 'screening',
    filedBy: {
      accountId: by.accountId,
      name: by.name,
      unitId: startedBy.unitId,
      unitName: by.unitName,
      unitPath: startedBy.unitPath,
    },
    filedFrom: [anyWindow],
    onBehalf: null,
    originalsSeen: [],
    confirmation: { state: 'waiting', screeningId: document._id, at: null, byName: null },
    version,
    data: prefillData(version.form, {}, facts),
    facts,
    assessment,
    amount,
    actor: by,
    commandId: `screen-${caseId}`,
    content: { screening: document._id },
    detail: {},
  });
}
