import type { FlowCommand, FlowCommandType, FlowRejection, FlowRejectionCode } from '../../model/command.js';
import type { UserTask } from '../../model/definition.js';
import type { Token, UserTaskState } from '../../model/state.js';
import type { Run } from '../run.js';

/** Checks a command and begins its effect; a rejection means that nothing was emitted. */
export type Handler<T extends FlowCommandType> = (
  run: Run,
  command: Extract<FlowCommand, { type: T }>,
) => FlowRejection | null;

export const reject = (code: FlowRejectionCode, params: FlowRejection['params'] = {}): FlowRejection => ({
  code,
  params,
});

/** A task with its model element and token. */
export interface OpenTask {
  readonly task: UserTaskState;
  readonly element: UserTask;
  readonly token: Token;
}

export const isRejection = (value: OpenTask | FlowRejection): value is FlowRejection => 'code' in value;

/** The open task of an id; one that is over, or never was, is TASK_NOT_FOUND. */
export function findTask(run: Run, taskId: string): OpenTask | FlowRejection {
  const task = Object.hasOwn(run.state.tasks, taskId) ? run.state.tasks[taskId] : undefined;
  const token = task === undefined ? undefined : run.state.tokens[taskId];
  const element = task === undefined ? undefined : run.definition.elements[task.elementId];
  if (task === undefined || token === undefined || element?.type !== 'userTask')
    return reject('TASK_NOT_FOUND', { taskId });
  return { task, element, token };
}
