import type { Model } from 'mongoose';
import { maskIdentity } from '#core/identity';
import { type ScreeningTally, sumTallies } from '#core/screening';
import type { CaseDocument } from '../cases/case-document.js';
import type { CaseServices } from '../cases/case-services.js';
import { dataOf, factsOf } from '../cases/case-variables.js';
import { type Labour, startLabour } from '../labour/labour.js';
import type { Lease } from '../labour/runner.js';
import { type Finding, type PastCase, readsCreditCode } from './screen-rows.js';
import type { PinnedRules, ScreeningDocument, ScreeningRowDocument } from './screening-documents.js';

/** Chunks between two saved positions, and past cases asked about at once. */
const chunksAtOnce = 8;
const casesAtOnce = 100;

type Rows = Model<ScreeningRowDocument>;

/** Goes on where the document stands: first the firms of the snapshot, then, in a dry run, the policy's past cases. */
export async function runScreening(
  services: CaseServices,
  rows: Rows,
  document: ScreeningDocument,
  lease: Lease<ScreeningDocument>,
): Promise<void> {
  const { deps, policies } = services;
  const { tenantId, generation } = document;
  const pinned = JSON.parse(document.pinned) as PinnedRules;
  const baseline = document.baseline === null ? null : (JSON.parse(document.baseline) as PinnedRules);
  const whole = await deps.snapshots.generation(tenantId, generation);
  if (whole === null) {
    await lease.save({ status: 'failed', finishedAt: deps.clock.now() });
    return;
  }
  const opensCodes = readsCreditCode(pinned.rules, ...(baseline === null ? [] : [baseline.rules]));
  const labour = await startLabour('screen-rows', {
    rules: pinned.rules,
    form: pinned.form,
    baseline,
    columns: whole.columns,
    registry: await policies.registryOf(tenantId),
    isDryRun: document.purpose === 'dry-run',
    now: document.startedAt.toISOString(),
    asOf: whole.asOf,
  });
  try {
    const run = { services, rows, document, lease, labour, opensCodes };
    const tally = await screenFirms(run);
    if (tally === null || !(await screenCases({ ...run, tally }))) return;
    await lease.save({ status: 'done', finishedAt: deps.clock.now() });
  } finally {
    await labour.end();
  }
}

interface Run {
  readonly services: CaseServices;
  readonly rows: Rows;
  readonly document: ScreeningDocument;
  readonly lease: Lease<ScreeningDocument>;
  readonly labour: Labour<'screen-rows'>;
  readonly opensCodes: boolean;
}

/** Answers the counts, or null where it was told to stop. */
async function screenFirms({
  services,
  rows,
  document,
  lease,
  labour,
  opensCodes,
}: Run): Promise<ScreeningTally | null> {
  const { snapshots } = services.deps;
  const { tenantId, generation, totalChunks } = document;
  let { tally } = document;
  const read = (from: number) => snapshots.chunks(tenantId, generation, from, chunksAtOnce);
  let next = read(document.position);
  for (let position = document.position; position < totalChunks; ) {
    const chunks = await next;
    if (chunks.length === 0) throw new Error(`Expected chunk ${position} of ${generation}, but it is gone`);
    const end = position + chunks.length;
    // The store reads on while the thread judges.
    next = read(end);
    next.catch(() => undefined);
    const judged = await Promise.all(
      chunks.map(async (chunk) => {
        const codes = opensCodes ? snapshots.codesOf(chunk) : null;
        const { findings, tally: part } = await labour.ask({ kind: 'rows', text: chunk.rows, codes });
        const masked = findings.length === 0 ? [] : (codes ?? snapshots.codesOf(chunk));
        const place = `${document._id}:${String(chunk.n).padStart(6, '0')}`;
        const found = findings.map((finding) =>
          rowOf(document, finding, {
            _id: `${place}:${String(finding.index).padStart(4, '0')}`,
            name: finding.name,
            codeMasked: maskIdentity(masked[finding.index] ?? ''),
            chunk: chunk.n,
            index: finding.index,
            pastCaseId: null,
          }),
        );
        return { found, part };
      }),
    );
    await insertRows(
      rows,
      judged.flatMap(({ found }) => found),
    );
    for (const { part } of judged) tally = sumTallies(tally, part);
    position = end;
    if (!(await lease.save({ position, tally })) || lease.isStopping()) return null;
  }
  return tally;
}

/** Over past cases with what they were filed with; false where it was told to stop. */
async function screenCases(run: Run & { readonly tally: ScreeningTally }): Promise<boolean> {
  const { services, rows, document, lease, labour } = run;
  const { tenantId, policyId } = document;
  let { casePosition, casesDone } = document;
  let { tally } = run;
  while (casePosition !== null) {
    const found = await services.store.ofPolicy(tenantId, policyId, casePosition, casesAtOnce);
    const asked = await Promise.all(found.map((one) => pastCase(services, one)));
    const { findings, tally: part } = await labour.ask({ kind: 'cases', cases: asked });
    await insertRows(
      rows,
      findings.map((finding) => {
        const subject = found[finding.index] as CaseDocument;
        return rowOf(document, finding, {
          _id: `${document._id}:c:${subject._id}`,
          name: subject.applicantName,
          codeMasked: subject.number,
          chunk: null,
          index: null,
          pastCaseId: subject._id,
        });
      }),
    );
    // Money and outcomes are those of the firms; a past case is only compared.
    tally = { ...tally, changes: sumTallies(tally, part).changes };
    casesDone += found.length;
    casePosition = found.length < casesAtOnce ? null : (found.at(-1)?._id ?? null);
    if (!(await lease.save({ casePosition, casesDone, tally })) || lease.isStopping()) return false;
  }
  return true;
}

async function pastCase(services: CaseServices, document: CaseDocument): Promise<PastCase> {
  const { tenantId, policyId, policyVersion } = document;
  const version = await services.policies.versions.get(tenantId, policyId, policyVersion);
  const { secrets } = services.deps;
  return {
    caseId: document._id,
    facts: factsOf(document, secrets),
    data: dataOf(document, version, secrets),
    form: version.parts.form,
  };
}

type Place = Pick<ScreeningRowDocument, '_id' | 'name' | 'codeMasked' | 'chunk' | 'index' | 'pastCaseId'>;

function rowOf(document: ScreeningDocument, finding: Finding, place: Place): ScreeningRowDocument {
  const { after, before, change } = finding;
  return {
    ...place,
    tenantId: document.tenantId,
    screeningId: document._id,
    group: change ?? after.outcome,
    outcome: after.outcome,
    amountFen: after.amountFen,
    unmet: after.unmet,
    toReview: after.toReview.length,
    before: before === null ? null : { outcome: before.outcome, amountFen: before.amountFen },
    change,
    state: 'listed',
    reason: null,
    caseId: null,
    caseNumber: null,
  };
}

/** Those that are there already came from a run that broke off after them. */
async function insertRows(rows: Rows, documents: readonly ScreeningRowDocument[]): Promise<void> {
  if (documents.length === 0) return;
  try {
    await rows.collection.insertMany(documents as never, { ordered: false });
  } catch (error) {
    const { writeErrors } = error as { writeErrors?: readonly { code: number }[] };
    const isOnlyTwice = writeErrors !== undefined && [writeErrors].flat().every(({ code }) => code === 11_000);
    if (!isOnlyTwice) throw error;
  }
}
