import type { MigrationRow } from '#core/contract';
import type { ElementMap, MigrationReason } from '#core/flow';
import { migrationReasons } from '#core/policy';
import type { CaseDocument } from '../cases/case-document.js';
import { dataOf, factsOf } from '../cases/case-variables.js';
import type { Deps } from '../http/deps.js';
import type { ReadyVersion } from '../policies/published-versions.js';

/** Two versions of a policy and where the elements of one go in the other. */
export interface VersionChange {
  readonly from: ReadyVersion;
  readonly to: ReadyVersion;
  readonly elements: ElementMap;
}

/** What stands against moving a case; see `migrationReasons`. */
export function reasonsAgainst(deps: Deps, change: VersionChange, document: CaseDocument): readonly MigrationReason[] {
  const { from, to, elements } = change;
  return migrationReasons({
    flow: { from: from.flow, to: to.flow, elements },
    state: document.flow,
    form: to.form,
    data: dataOf(document, from, deps.secrets),
    facts: factsOf(document, deps.secrets),
    now: deps.clock.now().toISOString(),
  });
}

/** A case as the report lists it, with steps and fields by their names. */
export function rowOf(
  { from, to }: VersionChange,
  document: CaseDocument,
  reasons: readonly MigrationReason[],
): MigrationRow {
  const steps = new Set(
    Object.values(document.flow.tokens).map((token) => from.flow.elements[token.elementId]?.name ?? token.elementId),
  );
  const named = ({ code, params }: MigrationReason): MigrationRow['reasons'][number] => {
    const { elementId, field } = params;
    if (elementId !== undefined)
      return { code, params: { elementName: from.flow.elements[elementId]?.name || elementId } };
    if (field === undefined) return { code, params: {} };
    const known = [to, from].map(({ form }) => form.fields.find(({ id }) => id === field)).find(Boolean);
    return { code, params: { field: known?.node.title ?? field } };
  };
  return {
    caseId: document._id,
    number: document.number,
    applicantName: document.applicantName,
    steps: [...steps],
    reasons: reasons.map(named),
  };
}
