import { chinaCalendar, workingClock } from '#core/calendar';
import {
  execute,
  type FlowCommand,
  type FlowContext,
  type ProcessDefinition,
  type ProcessState,
  parseBpmn,
} from '#core/flow';

const calendar = workingClock(chinaCalendar);
const now = '2026-11-23T01:00:00.000Z';

export async function compiled(xml: string): Promise<ProcessDefinition> {
  const result = await parseBpmn(xml);
  if (!result.ok) throw new Error(`Expected the model to be valid, but ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The context as the server makes it: ids unique in the case, the same again for the same command. */
function contextOf(seq: number, variables: FlowContext['variables']): FlowContext {
  let counter = 0;
  const newId = () => {
    counter += 1;
    return `${seq}-${counter}`;
  };
  return { now, variables, calendar, actor: { accountId: 'a1' }, newId };
}

export function act(
  definition: ProcessDefinition,
  state: ProcessState | null,
  command: FlowCommand,
  seq: number,
  variables: FlowContext['variables'] = { n: 50 },
) {
  const result = execute(definition, state, command, contextOf(seq, variables));
  if (!result.ok) throw new Error(`Expected ${command.type} to be accepted, but ${JSON.stringify(result.error)}`);
  return result.value;
}

export const startCommand: FlowCommand = { type: 'StartProcess', commandId: 'c0' };

/** Approves the first open task of a state. */
export function approval(state: ProcessState, seq: number): FlowCommand {
  const taskId = Object.keys(state.tasks)[0] ?? '';
  return { type: 'CompleteTask', taskId, decision: 'approve', opinion: '', commandId: `c${seq}` };
}

/** One case, revived from its stored text at each completion. Calls `done` with the bytes and milliseconds of each. */
export function runRevived(definition: ProcessDefinition, done: (bytes: number, ms: number) => void): void {
  let text = JSON.stringify(act(definition, null, startCommand, 0).state);
  for (let seq = 1; ; seq += 1) {
    const from = performance.now();
    const state = JSON.parse(text) as ProcessState;
    const next = act(definition, state, approval(state, seq), seq).state;
    text = JSON.stringify(next);
    done(text.length, performance.now() - from);
    if (next.status === 'ended') return;
  }
}
