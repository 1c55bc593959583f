import { chinaCalendar, workingClock } from '#core/calendar';
import type { FeelValue } from '#core/feel';
import {
  execute,
  type FlowCommand,
  type FlowContext,
  type FlowEvent,
  type FlowRejection,
  type ProcessDefinition,
  type ProcessState,
  parseBpmn,
} from '#core/flow';

type CommandBody = FlowCommand extends infer C ? (C extends FlowCommand ? Omit<C, 'commandId'> : never) : never;

export interface Actor {
  readonly by?: string;
  readonly now?: string;
  readonly variables?: Readonly<Record<string, FeelValue>>;
  readonly calendar?: FlowContext['calendar'];
  readonly decide?: FlowContext['decide'];
}

/** A case under test: sends commands one after another and keeps state, last events and whole history. */
export interface TestCase {
  readonly definition: ProcessDefinition;
  state: ProcessState;
  events: readonly FlowEvent[];
  history: FlowEvent[];
  now: string;
  variables: Readonly<Record<string, FeelValue>>;
  send(command: CommandBody, actor?: Actor): readonly FlowEvent[];
  refuse(command: CommandBody, actor?: Actor): FlowRejection;
  /** The id of the open task of an element. */
  task(elementId: string): string;
  /** Claims and approves. */
  approve(elementId: string, actor?: Actor & { grantedAmountFen?: number }): readonly FlowEvent[];
  open(): readonly string[];
}

export const monday = '2026-11-23T01:00:00.000Z';

export async function parsed(xml: string): Promise<ProcessDefinition> {
  const result = await parseBpmn(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A process with the given content, as BPMN writes it, without diagram. */
export const bpmn = (content: string, root = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:duixian="https://duixian.dev/schema/bpmn/1"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="t">${root}
<bpmn:process id="p" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;

/** Sequence flows `a>b`, with `?condition` at the end; the id is `a_b`. */
export const flows = (...pairs: readonly string[]): string =>
  pairs
    .map((pair) => {
      const [route = '', condition] = pair.split('?');
      const [from, to] = route.split('>');
      const body =
        condition === undefined
          ? ''
          : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replace('<', '&lt;')}</bpmn:conditionExpression>`;
      return `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${body}</bpmn:sequenceFlow>`;
    })
    .join('');

/** User tasks that anybody may approve, and do what `actions` names. */
export const tasks = (...ids: readonly string[]): string =>
  ids
    .map(
      (id) =>
        `<bpmn:userTask id="${id}"><bpmn:extensionElements><duixian:step kind="other"/></bpmn:extensionElements></bpmn:userTask>`,
    )
    .join('');

export async function start(xml: string, options: Actor = {}): Promise<TestCase> {
  return startDefined(await parsed(xml), options);
}

export function startDefined(definition: ProcessDefinition, options: Actor = {}): TestCase {
  let ids = 0;
  let commands = 0;
  const calendar = workingClock(chinaCalendar);
  const run = (command: CommandBody, state: ProcessState | null, actor: Actor) => {
    commands += 1;
    const decide = actor.decide ?? options.decide;
    const context: FlowContext = {
      now: actor.now ?? testCase.now,
      variables: actor.variables ?? testCase.variables,
      calendar: actor.calendar ?? calendar,
      actor: { accountId: actor.by ?? 'li' },
      ...(decide === undefined ? {} : { decide }),
      newId() {
        ids += 1;
        return `i${ids}`;
      },
    };
    return execute(definition, state, { ...command, commandId: `c${commands}` } as FlowCommand, context);
  };
  const testCase: TestCase = {
    definition,
    state: undefined as unknown as ProcessState,
    events: [],
    history: [],
    now: options.now ?? monday,
    variables: options.variables ?? {},
    send(command, actor = {}) {
      const result = run(command, testCase.state ?? null, actor);
      if (!result.ok) throw new Error(`${command.type}: ${JSON.stringify(result.error)}`);
      testCase.state = result.value.state;
      testCase.events = result.value.events;
      testCase.history.push(...result.value.events);
      return result.value.events;
    },
    refuse(command, actor = {}) {
      const result = run(command, testCase.state, actor);
      if (result.ok) throw new Error(`${command.type} was not refused`);
      return result.error;
    },
    task(elementId) {
      const found = Object.values(testCase.state.tasks).find((task) => task.elementId === elementId);
      if (found === undefined) throw new Error(`No task ${elementId} in ${testCase.open().join(', ')}`);
      return found.id;
    },
    approve(elementId, { grantedAmountFen, ...actor } = {}) {
      const taskId = testCase.task(elementId);
      if (testCase.state.tasks[taskId]?.claimedBy === null) testCase.send({ type: 'ClaimTask', taskId }, actor);
      const output = grantedAmountFen === undefined ? {} : { output: { grantedAmountFen } };
      return testCase.send({ type: 'CompleteTask', taskId, decision: 'approve', opinion: '', ...output }, actor);
    },
    open: () => Object.values(testCase.state.tasks).map((task) => task.elementId),
  };
  testCase.send({ type: 'StartProcess' }, { by: 'applicant', ...options });
  return testCase;
}

/** Element ids in the order in which they were completed. */
export const trace = (events: readonly FlowEvent[]): readonly string[] =>
  events.filter((event) => event.type === 'ElementCompleted').map((event) => event.elementId);
