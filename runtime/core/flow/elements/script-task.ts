import { assumeFault, fail } from '../engine/faults.js';
import { setVariables } from '../engine/scopes.js';
import { complete } from '../engine/tokens.js';
import { evaluate, toFlowValue } from '../engine/variables.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.3.3, script task: FEEL, whose value becomes a flow variable. */
export const scriptTask: Behaviour<ElementOf<'scriptTask'>> = {
  enter(run, element, token) {
    if (assumeFault(run, token, ['EXPRESSION_FAILED', 'VALUE_NOT_STORABLE'])) return;
    // In the proof a script's value is not known: conditions over it are assumed anew (D13).
    if (run.decide !== null) setVariables(run, token, { [element.resultName]: null });
    else {
      const value = evaluate(run, element.script, token);
      const stored = value.ok ? toFlowValue(value.value) : value;
      if (!stored.ok) return fail(run, token, 'enter', stored.error);
      setVariables(run, token, { [element.resultName]: stored.value });
    }
    complete(run, token);
  },
};
