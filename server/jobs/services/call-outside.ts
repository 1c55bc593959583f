import { type FlowVariables, isVariableName } from '#core/flow';
import { maskData, type SubmissionData } from '#core/form';
import { dataOf } from '../../cases/case-variables.js';
import type { Deps } from '../../http/deps.js';
import { type Outbound, type OutboundAnswer, OutboundRefused } from './outbound.js';
import { done, failed, type ServiceCall, type ServiceHandler, type ServiceResult } from './service-handler.js';

/** Answers that may be others in a while. */
const passing: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/** Thrown to the model where it catches it; an incident where not. */
const refusedCode = 'WEBHOOK_REFUSED';

/**
 * An HTTP webhook: `url` of a host that the operator allows, `fields` the field ids that are sent, apart by commas. Identity
 * and bank numbers go out masked.
 */
export const webhook =
  (deps: Deps, outbound: Outbound): ServiceHandler =>
  (call) =>
    callOutside(deps, outbound, call, { url: call.params.url ?? '', fields: chosenFields(deps, call, 'masked') });

/** A payment order to the paying system that the operator connected: the account to pay to goes out in full. */
export const payout =
  (deps: Deps, outbound: Outbound): ServiceHandler =>
  async (call) => {
    const url = deps.config.outbound.payoutUrl;
    if (url === null) return failed('not-configured');
    return callOutside(deps, outbound, call, { url, fields: chosenFields(deps, call, 'full') });
  };

function chosenFields(deps: Deps, { params, document, version }: ServiceCall, how: 'masked' | 'full'): SubmissionData {
  const ids = new Set((params.fields ?? '').split(',').map((id) => id.trim()));
  const open = dataOf(document, version, deps.secrets);
  const data = how === 'full' ? open : maskData(version.form, open);
  return Object.fromEntries(Object.entries(data).filter(([id]) => ids.has(id)));
}

async function callOutside(
  { clock }: Deps,
  outbound: Outbound,
  { key, elementId, elementName, document }: ServiceCall,
  what: { readonly url: string; readonly fields: SubmissionData },
): Promise<ServiceResult> {
  const content = {
    key,
    step: { id: elementId, name: elementName },
    case: {
      id: document._id,
      number: document.number,
      policyId: document.policyId,
      policyTitle: document.policyTitle,
      policyVersion: document.policyVersion,
      applicantName: document.applicantName,
      amountFen: document.grantedAmountFen ?? document.requestedAmountFen,
    },
    fields: what.fields,
  };
  try {
    return resultOf(await outbound.post(what.url, key, content, clock.now()));
  } catch (error) {
    if (error instanceof OutboundRefused) return failed(error.fault);
    throw error;
  }
}

function resultOf({ status, body }: OutboundAnswer): ServiceResult {
  if (status >= 200 && status < 300) return { ...done, ...variablesIn(body) };
  if (status >= 300 && status < 400) return failed('redirected');
  if (status < 500 && !passing.has(status)) return failed(`HTTP ${status} ${body.slice(0, 200)}`.trim(), refusedCode);
  throw new Error(`Expected the receiver to take it, but it answered ${status}`);
}

/** `{"variables": {…}}` in the answer become variables of the flow; only plain values under names that FEEL can say. */
function variablesIn(body: string): { readonly variables?: FlowVariables } {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return {};
  }
  const given = (answer as { variables?: unknown } | null)?.variables;
  if (typeof given !== 'object' || given === null) return {};
  const plain = Object.entries(given).filter(
    ([name, value]) => isVariableName(name) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return plain.length === 0 ? {} : { variables: Object.fromEntries(plain) };
}
