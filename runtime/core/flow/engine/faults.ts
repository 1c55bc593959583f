import type { EventDefinition, FlowElement } from '../model/definition.js';
import type { IncidentState, ProcessOutcome, Token } from '../model/state.js';
import { beginEventSubProcess } from './event-sub-process.js';
import { arrive, isRound, type Run } from './run.js';
import { endProcess } from './settle.js';
import { cancelToken, raiseIncident } from './tokens.js';
import type { EvaluationFault } from './variables.js';

/** The errors that end a case with an outcome of their own where the model does not catch them (D3). */
const endings: Readonly<Record<string, ProcessOutcome>> = {
  ACCEPTANCE_REFUSED: 'acceptance-refused',
  REFUSED: 'refused',
};

/**
 * Throws a BPMN error from a token (BPMN 10.5.6, 13.5.3): caught by a boundary event of the activity itself, if the
 * activity threw it, else by the nearest enclosing scope. `message` is for the reader of an incident or of the end.
 */
export function throwError(run: Run, token: Token, code: string, message: string): void {
  const { elementId } = token;
  const caught = findCatcher(run, token, 'error', code);
  run.emit({ type: 'ErrorThrown', code, elementId, caughtBy: caught?.catcher.id ?? null });
  if (caught !== null) {
    deliver(run, caught);
    return;
  }
  const outcome = endings[code];
  if (outcome !== undefined) {
    endProcess(run, outcome, elementId, message);
    return;
  }
  raiseIncident(run, token, 'enter', {
    code: 'ERROR_NOT_CAUGHT',
    params: { error: code, message: message.slice(0, 500) },
  });
}

/**
 * A runtime fault: a BPMN error of that code where the model catches it, an incident where not. What goes wrong on the way out
 * of an activity is no longer the activity's own to catch.
 */
export function fail(run: Run, token: Token, stage: IncidentState['stage'], fault: EvaluationFault): void {
  const caught = findCatcher(run, token, 'error', fault.code, stage === 'leave');
  if (caught === null) {
    raiseIncident(run, token, stage, fault);
    return;
  }
  run.emit({ type: 'ErrorThrown', code: fault.code, elementId: token.elementId, caughtBy: caught.catcher.id });
  deliver(run, caught);
}

/** In the proof: a fault of one of these codes that the model would catch here happens or does not (D13). `true` if it was thrown. */
export function assumeFault(run: Run, token: Token, codes: readonly string[]): boolean {
  if (run.decide === null) return false;
  const code = codes.find((candidate) => findCatcher(run, token, 'error', candidate) !== null);
  if (code === undefined || run.decide(`fault of ${token.elementId}`, run.events) !== true) return false;
  fail(run, token, 'enter', { code, params: {} });
  return true;
}

/** Throws an escalation; one that nobody catches is forgotten (BPMN 10.5.6). `true` if it interrupted the thrower. */
export function throwEscalation(run: Run, token: Token, code: string | null): boolean {
  const caught = findCatcher(run, token, 'escalation', code);
  run.emit({ type: 'EscalationThrown', code, elementId: token.elementId, caughtBy: caught?.catcher.id ?? null });
  if (caught === null) return false;
  deliver(run, caught);
  return run.state.tokens[token.id] === undefined;
}

interface Caught {
  readonly catcher: Extract<FlowElement, { type: 'boundaryEvent' | 'startEvent' }>;
  /** The activity's token that a boundary event hangs on, or the scope of an event sub-process. */
  readonly host: Token | null;
  readonly scopeId: string;
}

function findCatcher(
  run: Run,
  thrower: Token,
  kind: 'error' | 'escalation',
  code: string | null,
  isLeaving = false,
): Caught | null {
  let token: Token | undefined = thrower;
  while (token !== undefined) {
    const isOver = isRound(run, token) || (isLeaving && token === thrower);
    const boundary: Caught | null = isOver ? null : boundaryOf(run, token, kind, code);
    if (boundary !== null) return boundary;
    const inside: string = token.scopeId;
    const start: Caught | null = eventSubProcessStart(run, inside, token, kind, code);
    if (start !== null) return start;
    const host: string | null = run.state.scopes[inside]?.tokenId ?? null;
    token = host === null ? undefined : run.state.tokens[host];
  }
  return null;
}

function boundaryOf(run: Run, host: Token, kind: 'error' | 'escalation', code: string | null): Caught | null {
  const element = run.definition.elements[host.elementId];
  if (element === undefined || !('boundary' in element)) return null;
  const events = element.boundary.map((id) => run.definition.elements[id]);
  const catcher = best(
    events.filter((event) => event?.type === 'boundaryEvent'),
    kind,
    code,
  );
  return catcher === null ? null : { catcher, host, scopeId: host.scopeId };
}

function eventSubProcessStart(
  run: Run,
  scopeId: string,
  from: Token,
  kind: 'error' | 'escalation',
  code: string | null,
): Caught | null {
  const scope = run.definition.scopes[run.state.scopes[scopeId]?.elementId ?? ''];
  if (scope === undefined) return null;
  const starts = scope.eventSubProcesses
    // An error inside an event sub-process is not caught by itself.
    .filter((id) => id !== from.elementId)
    .flatMap((id) => run.definition.scopes[id]?.starts ?? [])
    .map((id) => run.definition.elements[id])
    .filter((element) => element?.type === 'startEvent');
  const catcher = best(starts, kind, code);
  return catcher === null ? null : { catcher, host: null, scopeId };
}

/** The catcher of this very code before one that catches all. */
function best<T extends { readonly event: EventDefinition }>(
  events: readonly T[],
  kind: 'error' | 'escalation',
  code: string | null,
): T | null {
  const fitting = events.filter(({ event }) => event.kind === kind && (event.code === code || event.code === null));
  return fitting.find(({ event }) => event.kind === kind && event.code === code) ?? fitting[0] ?? null;
}

function deliver(run: Run, caught: Caught): void {
  const { catcher, host, scopeId } = caught;
  if (catcher.type === 'startEvent') {
    beginEventSubProcess(run, catcher, scopeId);
    return;
  }
  if (host !== null && catcher.interrupting) cancelToken(run, host, 'interrupted');
  arrive(run, { elementId: catcher.id, scopeId, triggered: true });
}
