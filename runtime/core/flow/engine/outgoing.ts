import { err, ok, type Result } from '#core/result';
import type { FlowElement, SequenceFlow } from '../model/definition.js';
import type { Token } from '../model/state.js';
import type { Run } from './run.js';
import { type EvaluationFault, evaluate } from './variables.js';

type Choice = Result<readonly SequenceFlow[], EvaluationFault>;

/** The sequence flows by which a token leaves an element (BPMN 13.4.1–13.4.4, 8.4.13). */
export function chooseOutgoing(run: Run, element: FlowElement, token: Token): Choice {
  const flows = element.outgoing.map((id) => run.definition.flows[id]).filter((flow) => flow !== undefined);
  switch (element.type) {
    case 'exclusiveGateway':
      return flows.length < 2 ? ok(flows) : chooseOne(run, flows, token);
    case 'inclusiveGateway':
      return flows.length < 2 ? ok(flows) : chooseSome(run, flows, token);
    case 'parallelGateway':
    case 'eventBasedGateway':
    case 'startEvent':
    case 'boundaryEvent':
      return ok(flows);
    default:
      return flows.some((flow) => flow.condition !== null) ? chooseConditional(run, flows, token) : ok(flows);
  }
}

/** The first condition, in the order of the file, that is true; else the default flow; else an incident. */
function chooseOne(run: Run, flows: readonly SequenceFlow[], token: Token): Choice {
  for (const flow of flows) {
    if (flow.isDefault) continue;
    const holds = decideCondition(run, flow, token);
    if (!holds.ok) return holds;
    if (holds.value) return ok([flow]);
  }
  return defaultOf(flows);
}

function chooseSome(run: Run, flows: readonly SequenceFlow[], token: Token): Choice {
  const chosen: SequenceFlow[] = [];
  for (const flow of flows) {
    if (flow.isDefault) continue;
    const holds = decideCondition(run, flow, token);
    if (!holds.ok) return holds;
    if (holds.value) chosen.push(flow);
  }
  return chosen.length > 0 ? ok(chosen) : defaultOf(flows);
}

/** Conditional flows of an activity: flows without condition are always taken, the default only if no condition holds. */
function chooseConditional(run: Run, flows: readonly SequenceFlow[], token: Token): Choice {
  const conditional = chooseTrue(run, flows, token);
  if (!conditional.ok) return conditional;
  const always = flows.filter((flow) => flow.condition === null && !flow.isDefault);
  if (conditional.value.length + always.length === 0) return defaultOf(flows);
  const useDefault = conditional.value.length === 0;
  return ok(
    flows.filter((flow) => always.includes(flow) || conditional.value.includes(flow) || (useDefault && flow.isDefault)),
  );
}

function chooseTrue(run: Run, flows: readonly SequenceFlow[], token: Token): Choice {
  const chosen: SequenceFlow[] = [];
  for (const flow of flows) {
    if (flow.isDefault || flow.condition === null) continue;
    const holds = decideCondition(run, flow, token);
    if (!holds.ok) return holds;
    if (holds.value) chosen.push(flow);
  }
  return ok(chosen);
}

function defaultOf(flows: readonly SequenceFlow[]): Choice {
  const flow = flows.find((candidate) => candidate.isDefault);
  return flow === undefined ? err({ code: 'NO_FLOW_HOLDS', params: {} }) : ok([flow]);
}

/** D13: a condition that is not true or false, null included, is a fault; a flow without condition always holds. */
function decideCondition(run: Run, flow: SequenceFlow, token: Token): Result<boolean, EvaluationFault> {
  if (flow.condition === null) return ok(true);
  const value =
    run.decide === null ? evaluate(run, flow.condition, token) : ok(run.decide(flow.condition.source, run.events));
  if (!value.ok) return err({ code: value.error.code, params: { ...value.error.params, flow: flow.id } });
  if (value.value === true || value.value === false) return ok(value.value);
  const params = {
    flow: flow.id,
    source: flow.condition.source.slice(0, 200),
    value: value.value === null ? 'null' : typeof value.value,
  };
  return err({ code: 'CONDITION_NOT_BOOLEAN', params });
}
