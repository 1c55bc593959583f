import { type AnswerOf, type BodyOf, type QueryOf, type routes, type ScreeningView, z } from '#core/contract';
import { compileRules, type PolicyRules } from '#core/policy';
import { emptyTally } from '#core/screening';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { literalPattern } from '../database/literal-pattern.js';
import { instantKey, readCursor, writeCursor } from '../database/page-cursor.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { contentHash, derivedId } from '../numbers/derived-id.js';
import { partsOf } from '../policies/parse-part.js';
import type { PolicySummary } from '../policies/policy-store.js';
import { presentRow, presentScreening } from './present-screening.js';
import type { PinnedRules, ScreeningDocument, ScreeningRowDocument } from './screening-documents.js';
import type { ScreeningServices } from './screening-services.js';

/** Whether this person screens, or designs, in the unit of a policy. */
export const mayRead = (principal: Principal, purpose: ScreeningDocument['purpose'], unitPath: string): boolean =>
  principal.can(purpose === 'screening' ? 'screening.run' : 'policy.design', unitPath);

/** The screening, or NOT_FOUND for who may not read it, and for another city's (D1). */
export async function screeningOf(
  { screenings }: ScreeningServices,
  principal: Principal,
  screeningId: string,
): Promise<ScreeningDocument> {
  const { tenantId } = principal;
  const found = await screenings.findOne({ tenantId, _id: screeningId }).lean<ScreeningDocument>();
  if (found === null || !mayRead(principal, found.purpose, found.unitPath)) throw new DomainError('NOT_FOUND');
  return found;
}

/** Pins rules and snapshot, and begins. The same key again answers the same screening (D6). */
export async function startScreening(
  services: ScreeningServices,
  principal: Principal,
  idempotencyKey: string,
  body: BodyOf<typeof routes.startScreening>,
): Promise<ScreeningView> {
  const { cases, screenings, runner } = services;
  const { deps, policies, store } = cases;
  const { tenantId, accountId, name } = principal;
  const _id = derivedId({ tenantId, accountId, routeId: 'startScreening', idempotencyKey });
  const bodyHash = contentHash(body);
  const repeated = await screenings.findOne({ tenantId, _id }).lean<ScreeningDocument>();
  if (repeated !== null) {
    if (repeated.bodyHash !== bodyHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    return presentScreening(services, principal, repeated);
  }
  const policy = await policies.store.summary(tenantId, body.policyId);
  if (policy === null || !mayRead(principal, body.purpose, policy.unitPath)) throw new DomainError('NOT_FOUND');
  const { pinned, baseline, title } = await pin(services, policy, body.purpose);
  const generation = await deps.snapshots.current(tenantId);
  if (generation === null) throw new DomainError('NO_SNAPSHOT');
  const now = deps.clock.now();
  const isDryRun = body.purpose === 'dry-run';
  const unit = principal.appointments[0];
  const document: ScreeningDocument = {
    _id,
    tenantId,
    purpose: body.purpose,
    status: 'running',
    stage: 'screen',
    fence: 0,
    takeAt: now,
    attempts: 0,
    policyId: body.policyId,
    policyTitle: title,
    unitPath: policy.unitPath,
    pinned: JSON.stringify(pinned),
    baseline: baseline === null ? null : JSON.stringify(baseline),
    version: pinned.version,
    comparedVersion: baseline?.version ?? null,
    generation: generation.id,
    snapshotAsOf: generation.asOf,
    totalRows: generation.rows + (isDryRun ? await store.countOfPolicy(tenantId, body.policyId) : 0),
    totalChunks: generation.chunks,
    position: 0,
    casePosition: isDryRun ? '' : null,
    casesDone: 0,
    tally: emptyTally,
    budgetFen: body.budgetFen,
    startedBy: {
      accountId,
      name,
      unitName: unit?.unitName ?? null,
      unitId: unit?.unitId ?? null,
      unitPath: unit?.unitPath ?? null,
    },
    startedAt: now,
    finishedAt: null,
    bodyHash,
    confirmation: null,
  };
  try {
    await screenings.create(document);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await deps.audit.record({
    tenantId,
    actor: principal,
    action: 'screening-started',
    target: _id,
    detail: { title, purpose: body.purpose, rows: generation.rows },
  });
  runner.kick();
  return presentScreening(services, principal, document);
}

/** The rules that are run, and what they are compared with. */
async function pin(
  { cases: { policies } }: ScreeningServices,
  policy: PolicySummary,
  purpose: ScreeningDocument['purpose'],
): Promise<{ readonly pinned: PinnedRules; readonly baseline: PinnedRules | null; readonly title: string }> {
  const { tenantId, _id: policyId } = policy;
  const published = policy.version === 0 ? null : await policies.versions.get(tenantId, policyId, policy.version);
  const inForce: PinnedRules | null =
    published === null
      ? null
      : { rules: published.parts.rules, form: published.parts.form, version: published.version };
  if (purpose === 'screening') {
    if (inForce === null || published === null || policy.state !== 'online') throw new DomainError('POLICY_NOT_ONLINE');
    if (published.parts.elements.audience !== 'enterprise') throw new DomainError('POLICY_NOT_FOR_FIRMS');
    return { pinned: inForce, baseline: null, title: published.parts.elements.title };
  }
  const draft = await policies.store.byId(tenantId, policyId);
  if (draft === null) throw new DomainError('NOT_FOUND');
  const { rules, form, elements } = partsOf(draft.parts);
  if (elements.audience !== 'enterprise') throw new DomainError('POLICY_NOT_FOR_FIRMS');
  assertReadable(rules);
  return { pinned: { rules, form, version: null }, baseline: inForce, title: elements.title };
}

/** A rule that cannot be read judges nobody: the draft is mended first. */
function assertReadable(rules: PolicyRules): void {
  const { conditions, amount } = compileRules(rules);
  const broken = conditions.filter(({ program }) => program === null).map(({ condition }) => condition.title);
  if (amount !== null && amount.program === null) broken.push(rules.amount?.explanation ?? '');
  if (broken.length > 0) throw new DomainError('PART_INVALID', { part: 'rules', titles: broken.join('、') });
}

export async function listScreenings(
  services: ScreeningServices,
  principal: Principal,
  query: QueryOf<typeof routes.listScreenings>,
): Promise<AnswerOf<typeof routes.listScreenings>> {
  const { tenantId } = principal;
  const [at, id] = query.cursor === undefined ? [] : readCursor(instantKey, query.cursor);
  const before =
    at === undefined
      ? {}
      : { $or: [{ startedAt: { $lt: new Date(at) } }, { startedAt: new Date(at), _id: { $lt: id } }] };
  const reach = principal.reachOf(query.purpose === 'screening' ? 'screening.run' : 'policy.design');
  if (reach.length === 0) return { items: [], nextCursor: null };
  const inReach = reach.map(({ unitPath, subtree }) =>
    subtree ? { unitPath: { $gte: unitPath, $lt: `${unitPath}\uffff` } } : { unitPath },
  );
  const found = await services.screenings
    .find({
      tenantId,
      purpose: query.purpose,
      ...(query.policyId === undefined ? {} : { policyId: query.policyId }),
      $and: [before, { $or: inReach }],
    })
    .sort({ startedAt: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean<ScreeningDocument[]>();
  const last = found.length > query.limit ? found[query.limit - 1] : undefined;
  return {
    items: await Promise.all(found.slice(0, query.limit).map((one) => presentScreening(services, principal, one))),
    nextCursor: last === undefined ? null : writeCursor([last.startedAt.toISOString(), last._id]),
  };
}

export async function cancelScreening(services: ScreeningServices, principal: Principal, screeningId: string) {
  const { tenantId } = principal;
  const before = await screeningOf(services, principal, screeningId);
  const cancelled = await services.screenings.updateOne(
    { tenantId, _id: screeningId, status: 'running', stage: 'screen' },
    { $set: { status: 'cancelled', finishedAt: services.cases.deps.clock.now() } },
  );
  if (cancelled.matchedCount === 0 && before.status !== 'cancelled') {
    throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'SCREENING_OVER' });
  }
  return presentScreening(services, principal, await screeningOf(services, principal, screeningId));
}

export async function listRows(
  services: ScreeningServices,
  principal: Principal,
  screeningId: string,
  query: QueryOf<typeof routes.listScreeningRows>,
): Promise<AnswerOf<typeof routes.listScreeningRows>> {
  const { tenantId } = principal;
  await screeningOf(services, principal, screeningId);
  const [after] = query.cursor === undefined ? [undefined] : readCursor(rowKey, query.cursor);
  const found = await services.rows
    .find({
      tenantId,
      screeningId,
      group: query.group,
      ...(query.state === undefined ? {} : { state: query.state }),
      ...(query.query === undefined || query.query === '' ? {} : { name: literalPattern(query.query) }),
      ...(after === undefined ? {} : { _id: { $gt: after } }),
    })
    .sort({ _id: 1 })
    .limit(query.limit + 1)
    .lean<ScreeningRowDocument[]>();
  const last = found.length > query.limit ? found[query.limit - 1] : undefined;
  return {
    items: found.slice(0, query.limit).map(presentRow),
    nextCursor: last === undefined ? null : writeCursor([last._id]),
  };
}

const rowKey = z.tuple([z.string().max(200)]);
