import type { EventDefinition, FlowElement, ProcessDefinition } from '../model/definition.js';

/**
 * The model as the proof runs it on the real engine: anybody may decide anything a step permits, at once, and every timer can
 * fire. What is left is the game of tokens. Scripts and rounds are abstracted where they run (`decide`).
 */
export function abstractDefinition(definition: ProcessDefinition): ProcessDefinition {
  const elements = Object.create(null) as Record<string, FlowElement>;
  for (const [id, element] of Object.entries(definition.elements)) elements[id] = abstractElement(element);
  return { ...definition, elements };
}

function abstractElement(element: FlowElement): FlowElement {
  if (element.type === 'userTask') {
    const { step } = element;
    const isVote = step.decision !== 'single' && step.decision !== 'any-of';
    const refusal = step.kind === 'acceptance' ? 'refuse-acceptance' : 'refuse';
    // A vote that fails, a limit or an empty place that rejects refuse (D3), whether or not the step lists the action.
    const mayFail = isVote || step.onTimeout === 'reject' || step.whenEmpty === 'reject';
    const actions =
      mayFail && !step.actions.includes(refusal) ? [...step.actions, refusal as typeof refusal] : step.actions;
    const free = {
      separateFrom: [],
      reviewPoints: [],
      opinionRequired: false,
      grantsAmount: false,
      limit: null,
      signature: 'none',
      meeting: false,
      namesClause: false,
    } as const;
    return { ...element, step: { ...step, ...free, decision: 'any-of', actions } };
  }
  return 'event' in element ? ({ ...element, event: abstractEvent(element.event) } as FlowElement) : element;
}

const abstractEvent = (event: EventDefinition): EventDefinition =>
  event.kind === 'timer' ? { kind: 'timer', timer: { kind: 'working', limit: { workingDays: 1 } } } : event;
