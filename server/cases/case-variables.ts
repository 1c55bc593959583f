import { evaluateDecisions, evaluateNamed } from '#core/dmn';
import type { FeelValue } from '#core/feel';
import type { FlowContext } from '#core/flow';
import type { RegistryFact, SubmissionData } from '#core/form';
import { policyVariables } from '#core/policy';
import { err, ok } from '#core/result';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { Secrets } from '../secrets/secrets.js';
import type { CaseDocument } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { openSubmission } from './sealed-submission.js';

export type Facts = Readonly<Record<string, RegistryFact>>;

/** Registry facts that a case was filed with. */
export const factsOf = (document: Pick<CaseDocument, 'factsSealed'>, secrets: Secrets): Facts =>
  JSON.parse(secrets.open(document.factsSealed)) as Facts;

export const dataOf = (
  document: Pick<CaseDocument, 'submission'>,
  version: ReadyVersion,
  secrets: Secrets,
): SubmissionData => openSubmission(version.form, document.submission, secrets);

/** Everything a condition of the flow may read, decisions included; the granted amount is the flow's own. */
export async function flowVariables(
  { policies }: Pick<CaseServices, 'policies'>,
  version: ReadyVersion,
  given: {
    readonly facts: Facts;
    readonly data: SubmissionData;
    readonly requestedAmountFen: number | null;
    readonly now: string;
  },
): Promise<Readonly<Record<string, FeelValue>>> {
  const variables = policyVariables({
    registry: await policies.registryOf(version.tenantId),
    facts: given.facts,
    form: version.form,
    data: given.data,
    amounts: { requestedFen: given.requestedAmountFen, grantedFen: null },
  });
  return evaluateDecisions(version.rules.decisions, { variables, now: given.now }).variables;
}

type Decide = NonNullable<FlowContext['decide']>;

/** A decision of the version, for a business rule task; what it could not work out is a fault, with the first reason. */
export function takeDecision(
  version: ReadyVersion,
  decisionId: string,
  variables: Parameters<Decide>[1],
  now: string,
): ReturnType<Decide> {
  const outcome = evaluateNamed(version.rules.decisions, decisionId, { variables, now });
  if (outcome === null) return err({ code: 'DECISION_UNKNOWN', params: { decision: decisionId } });
  const [problem] = outcome.trace.problems;
  if (outcome.value !== null || problem === undefined) return ok(outcome.value);
  return err({ code: problem.cause?.code ?? problem.code, params: { decision: decisionId, part: problem.part } });
}
