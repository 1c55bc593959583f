import { err, ok, type Result } from '#core/result';
import type { FlowCommand, FlowRejection } from '../model/command.js';
import type { FlowContext } from '../model/context.js';
import type { ProcessDefinition } from '../model/definition.js';
import type { FlowEvent } from '../model/event.js';
import { type ProcessState, stateFormatVersion } from '../model/state.js';
import { reject } from './commands/handler.js';
import { handle } from './commands/registry.js';
import { settleDecisions } from './commands/take-back.js';
import { draftOf } from './draft-state.js';
import { type Run, type RunOptions, startRun } from './run.js';
import { settle } from './settle.js';

/** What a command did: the new state and the events that made it (`state` is `events` folded with `evolve`). */
export interface Execution {
  readonly state: ProcessState;
  readonly events: readonly FlowEvent[];
}

/**
 * Decides a command. Pure: the same arguments give the same answer, and nothing given is changed. Runs on until every token
 * waits for something. On a rejection nothing has happened.
 */
export function execute(
  definition: ProcessDefinition,
  state: ProcessState | null,
  command: FlowCommand,
  context: FlowContext,
): Result<Execution, FlowRejection> {
  return executeWith(definition, state, command, context, {}, settleDecisions);
}

/** `execute` with conditions decided by the caller, and another bound; the proof uses it (D13). */
export function executeWith(
  definition: ProcessDefinition,
  state: ProcessState | null,
  command: FlowCommand,
  context: FlowContext,
  options: Omit<RunOptions, 'commandId'>,
  after: (run: Run, before: ProcessState | null) => void = () => undefined,
): Result<Execution, FlowRejection> {
  const unfit = checkState(definition, state, command);
  if (unfit !== null) return err(unfit);
  const run = startRun(definition, draftOf(state), context, { ...options, commandId: command.commandId });
  const rejection = handle(run, command);
  if (rejection !== null) return err(rejection);
  if (!settle(run)) return err(reject('STEP_LIMIT_EXCEEDED', { maximum: run.maxActivations }));
  after(run, state);
  return ok({ state: run.state, events: run.events });
}

function checkState(
  definition: ProcessDefinition,
  state: ProcessState | null,
  command: FlowCommand,
): FlowRejection | null {
  if (state === null) return command.type === 'StartProcess' ? null : reject('NOT_STARTED');
  if (state.formatVersion !== stateFormatVersion)
    return reject('STATE_INVALID', { formatVersion: state.formatVersion });
  if (state.processId !== definition.id) return reject('STATE_INVALID', { processId: state.processId });
  const lost = Object.values(state.tokens).find((token) => definition.elements[token.elementId] === undefined);
  if (lost !== undefined) return reject('STATE_INVALID', { elementId: lost.elementId });
  if (state.status === 'ended') return reject('CASE_FINISHED', { outcome: state.outcome ?? '' });
  return command.type === 'StartProcess' ? reject('ALREADY_STARTED') : null;
}
