import { isInert } from '../engine/set-aside.js';
import type { FlowCommand } from '../model/command.js';
import type { ProcessDefinition } from '../model/definition.js';
import { sideThread } from '../model/flatten.js';
import type { ProcessState } from '../model/state.js';

type Body = FlowCommand extends infer C ? (C extends FlowCommand ? Omit<C, 'commandId'> : never) : never;

/** Something that people, time or the outside may do next. `tokenId`: whose move it is; `null` for a whole scope's. */
export interface Move {
  readonly elementId: string;
  readonly tokenId: string | null;
  readonly command: Body;
  /** Whether the case's data may be different afterwards. */
  readonly changesData: boolean;
}

/** Every move that a state allows, in a fixed order. */
export function movesFrom(definition: ProcessDefinition, state: ProcessState): readonly Move[] {
  const inert = (tokenId: string | null) => {
    const token = tokenId === null ? undefined : state.tokens[tokenId];
    return token !== undefined && isInert({ state }, token);
  };
  const moves: Move[] = [];
  for (const task of Object.values(state.tasks))
    if (!inert(task.id)) moves.push(...taskMoves(definition, state, task.id, task.elementId));
  for (const job of Object.values(state.jobs)) if (!inert(job.tokenId)) moves.push(...jobMoves(definition, job));
  for (const timer of Object.values(state.timers)) {
    if (timer.banked !== undefined || inert(timer.tokenId) || isGoingOn(definition, state, timer.elementId)) continue;
    const command = { type: 'FireTimer', timerId: timer.id } as const;
    moves.push({ elementId: timer.elementId, tokenId: timer.tokenId, command, changesData: false });
  }
  for (const wait of Object.values(state.subscriptions)) {
    if (inert(wait.tokenId) || isGoingOn(definition, state, wait.elementId)) continue;
    const command =
      wait.kind === 'message'
        ? ({ type: 'CorrelateMessage', name: wait.name, subscriptionId: wait.id } as const)
        : ({ type: 'BroadcastSignal', name: wait.name } as const);
    moves.push({ elementId: wait.elementId, tokenId: wait.tokenId, command, changesData: true });
  }
  return moves;
}

/**
 * Whether the thread that a non-interrupting event once began still goes on. Such an event may come again and again; for the
 * proof its next coming waits until the thread is over, or threads would grow without end.
 */
function isGoingOn(definition: ProcessDefinition, state: ProcessState, eventId: string): boolean {
  const event = definition.elements[eventId];
  if ((event?.type !== 'boundaryEvent' && event?.type !== 'startEvent') || event.interrupting) return false;
  const own = event.type === 'startEvent' ? new Set([event.scopeId]) : sideThread(definition, eventId);
  return Object.values(state.tokens).some((token) => own.has(token.elementId));
}

function taskMoves(
  definition: ProcessDefinition,
  state: ProcessState,
  taskId: string,
  elementId: string,
): readonly Move[] {
  const element = definition.elements[elementId];
  if (element?.type !== 'userTask') return [];
  const { actions, returnTargets, fields, kind } = element.step;
  const edits = Object.values(fields).some((mode) => mode === 'edit' || mode === 'required');
  const changesData = edits || kind === 'applicant' || actions.includes('return-to-applicant');
  const move = (command: Body): Move => ({ elementId, tokenId: taskId, command, changesData });
  const moves: Move[] = [];
  if (actions.includes('approve')) moves.push(move({ type: 'CompleteTask', taskId, decision: 'approve', opinion: '' }));
  else if (actions.includes('record-payment'))
    moves.push(move({ type: 'RecordPayment', taskId, outcome: 'paid', voucherNumber: '1' }));
  if (actions.includes('refuse')) moves.push(move({ type: 'RefuseTask', taskId, code: 'REFUSED', opinion: '-' }));
  if (actions.includes('refuse-acceptance'))
    moves.push(move({ type: 'RefuseTask', taskId, code: 'ACCEPTANCE_REFUSED', opinion: '-' }));
  if (actions.includes('return-to-step'))
    for (const targetElementId of returnTargets)
      if (Object.hasOwn(state.done, targetElementId))
        for (const mode of ['run-on', 'straight-back'] as const)
          moves.push(move({ type: 'ReturnToStep', taskId, targetElementId, mode, reason: '-' }));
  return moves;
}

function jobMoves(definition: ProcessDefinition, job: ProcessState['jobs'][string]): readonly Move[] {
  const move = (command: Body): Move => ({
    elementId: job.elementId,
    tokenId: job.tokenId,
    command,
    changesData: true,
  });
  const element = definition.elements[job.elementId];
  const events =
    element !== undefined && 'boundary' in element ? element.boundary.map((id) => definition.elements[id]) : [];
  const codes = events.flatMap((event) =>
    event?.type === 'boundaryEvent' && event.event.kind === 'error' ? [event.event.code ?? '(any)'] : [],
  );
  return [
    move({ type: 'CompleteServiceJob', jobId: job.id }),
    ...codes.map((errorCode) => move({ type: 'FailServiceJob', jobId: job.id, errorCode, message: '-' })),
  ];
}
