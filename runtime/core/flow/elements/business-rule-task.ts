import { assumeFault, fail } from '../engine/faults.js';
import type { Run } from '../engine/run.js';
import { setVariables } from '../engine/scopes.js';
import { complete } from '../engine/tokens.js';
import { toFlowValue, visibleVariables } from '../engine/variables.js';
import type { BusinessRuleTask } from '../model/definition.js';
import type { Behaviour } from './behaviour.js';
import { requestJob } from './service-task.js';

/** BPMN 13.3.3, business rule task: its decision is taken at once, over all that the task sees; its value becomes a variable. */
export const businessRuleTask: Behaviour<BusinessRuleTask> = {
  enter(run, element, token) {
    const { decision } = element;
    if (decision === null) return requestJob(run, element, token);
    const { decisionId, resultName } = decision;
    if (assumeFault(run, token, faultCodes(run))) return;
    if (run.decide !== null) {
      // In the proof what a decision gives is not known (D13).
      setVariables(run, token, { [resultName]: null });
      return complete(run, token);
    }
    if (run.context.decide === undefined)
      return fail(run, token, 'enter', { code: 'DECISION_UNKNOWN', params: { decision: decisionId } });
    const value = run.context.decide(decisionId, visibleVariables(run, token));
    const stored = value.ok ? toFlowValue(value.value) : value;
    if (!stored.ok) return fail(run, token, 'enter', stored.error);
    setVariables(run, token, { [resultName]: stored.value });
    complete(run, token);
  },
};

/** A decision's faults have codes of its own: any that the model catches, but for a refusal, which only people throw (D3). */
const faultCodes = (run: Run): readonly string[] => [
  'DECISION_UNKNOWN',
  ...Object.values(run.definition.elements)
    .flatMap((element) =>
      'event' in element && element.event.kind === 'error' && element.event.code !== null ? [element.event.code] : [],
    )
    .filter((code) => code !== 'REFUSED' && code !== 'ACCEPTANCE_REFUSED'),
];
