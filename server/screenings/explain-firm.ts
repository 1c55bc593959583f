import type { QueryOf, routes, ScreeningExplanation } from '#core/contract';
import { compileForm } from '#core/form';
import { maskIdentity } from '#core/identity';
import { assessPolicy, compileRules, policyVariables, variableDescriptions, variableNames } from '#core/policy';
import { createScreener, describeColumns, outcomeOf } from '#core/screening';
import { dataOf, factsOf } from '../cases/case-variables.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { PinnedRules, ScreeningDocument } from './screening-documents.js';
import type { ScreeningServices } from './screening-services.js';
import { screeningOf } from './screenings.js';

type Explained = Pick<ScreeningExplanation, 'outcome' | 'amountFen' | 'assessment'>;

/** The whole trace, made again from what was pinned: the same rules, row and day give the same (N4). */
export async function explainFirm(
  services: ScreeningServices,
  principal: Principal,
  screeningId: string,
  query: QueryOf<typeof routes.explainScreeningRow>,
): Promise<ScreeningExplanation> {
  const { deps } = services.cases;
  const document = await screeningOf(services, principal, screeningId);
  const { tenantId } = document;
  const row =
    query.rowId === undefined ? null : await services.rows.findOne({ tenantId, screeningId, _id: query.rowId }).lean();
  if (query.rowId !== undefined && row === null) throw new DomainError('NOT_FOUND');
  if (row !== null && row.pastCaseId !== null) return explainCase(services, document, row.pastCaseId);
  const generation = await deps.snapshots.generation(tenantId, document.generation);
  if (generation === null) throw new DomainError('SNAPSHOT_GONE');
  const chunk = row?.chunk == null ? null : await deps.snapshots.chunk(tenantId, generation.id, row.chunk);
  const firm =
    row === null
      ? await deps.snapshots.find(tenantId, generation, query.firm ?? '')
      : chunk === null
        ? null
        : (deps.snapshots.firmsOf(chunk, generation.columns)[row.index ?? -1] ?? null);
  if (firm === null) throw new DomainError('NOT_FOUND');
  const registry = await services.cases.policies.registryOf(tenantId);
  const explain = ({ rules, form }: PinnedRules): Explained =>
    createScreener({
      rules: compileRules(rules, variableNames(registry, compileForm(form))),
      variables: generation.columns,
      describe: describeColumns(registry, `${generation.asOf}T00:00:00.000Z`),
      now: document.startedAt.toISOString(),
    }).explain(firm.values);
  return { name: firm.name, codeMasked: firm.codeMasked, ...both(document, explain) };
}

function both(document: ScreeningDocument, explain: (pinned: PinnedRules) => Explained) {
  const before = document.baseline === null ? null : explain(JSON.parse(document.baseline) as PinnedRules);
  return { ...explain(JSON.parse(document.pinned) as PinnedRules), before };
}

async function explainCase(
  { cases }: ScreeningServices,
  document: ScreeningDocument,
  caseId: string,
): Promise<ScreeningExplanation> {
  const { deps, policies, store } = cases;
  const { tenantId } = document;
  const past = await store.byId(tenantId, caseId);
  if (past === null) throw new DomainError('NOT_FOUND');
  const version = await policies.versions.get(tenantId, past.policyId, past.policyVersion);
  const [facts, data] = [factsOf(past, deps.secrets), dataOf(past, version, deps.secrets)];
  const registry = await policies.registryOf(tenantId);
  const variables = policyVariables({ registry, facts, form: version.form, data });
  const describe = variableDescriptions({ registry, facts, form: version.form });
  const now = document.startedAt.toISOString();
  const explain = ({ rules, form }: PinnedRules): Explained => {
    const compiled = compileRules(rules, variableNames(registry, compileForm(form)));
    const { assessment, amount } = assessPolicy(compiled, { variables, now, describe });
    return { outcome: outcomeOf(assessment), amountFen: amount?.amountFen ?? null, assessment };
  };
  const applicant = await deps.applicants.byId(tenantId, past.applicantId);
  const codeMasked = applicant?.identityMasked ?? maskIdentity('');
  return { name: past.applicantName, codeMasked, ...both(document, explain) };
}
