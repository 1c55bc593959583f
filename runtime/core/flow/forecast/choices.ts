import { draftOf } from '../engine/draft-state.js';
import { startRun } from '../engine/run.js';
import { evaluate } from '../engine/variables.js';
import type { FlowContext } from '../model/context.js';
import type { FlowElement, ProcessDefinition, SequenceFlow } from '../model/definition.js';
import type { ProcessState } from '../model/state.js';

/** A flow that is or may be taken. */
export interface Choice {
  readonly flowId: string;
  readonly certain: boolean;
}

/** Which flows leave an element as far as the variables tell; what they cannot decide stays open. */
export function choiceMaker(
  definition: ProcessDefinition,
  state: ProcessState | null,
  context: Pick<FlowContext, 'now' | 'variables' | 'calendar'>,
): (element: FlowElement) => readonly Choice[] {
  const run = startRun(
    definition,
    draftOf(state),
    { ...context, actor: { accountId: '' }, newId: () => '' },
    { commandId: '' },
  );
  const holds = (flow: SequenceFlow): boolean | null => {
    if (flow.condition === null) return true;
    const value = evaluate(run, flow.condition, null);
    return value.ok && typeof value.value === 'boolean' ? value.value : null;
  };
  return (element) => {
    const flows = element.outgoing.map((id) => definition.flows[id]).filter((flow) => flow !== undefined);
    if (element.type === 'parallelGateway' || flows.length < 2)
      return flows.map(({ id }) => ({ flowId: id, certain: true }));
    if (element.type === 'eventBasedGateway') return flows.map(({ id }) => ({ flowId: id, certain: false }));
    return choose(flows, holds, element.type === 'exclusiveGateway');
  };
}

function choose(
  flows: readonly SequenceFlow[],
  holds: (flow: SequenceFlow) => boolean | null,
  onlyOne: boolean,
): readonly Choice[] {
  const chosen: Choice[] = [];
  let isOpen = false;
  for (const flow of flows) {
    if (flow.isDefault) continue;
    const answer = holds(flow);
    if (answer === false) continue;
    chosen.push({ flowId: flow.id, certain: answer === true && !(onlyOne && isOpen) });
    if (answer === true && onlyOne) return chosen;
    if (answer === null) isOpen = true;
  }
  const fallback = flows.find((flow) => flow.isDefault);
  const isTaken = !chosen.some((choice) => choice.certain);
  if (fallback !== undefined && isTaken) chosen.push({ flowId: fallback.id, certain: !isOpen });
  return chosen;
}
