import type { FlowElement } from '../model/definition.js';
import type { Token } from '../model/state.js';
import { inclusiveJoinMayFire } from './inclusive-join.js';
import { type Run, tokensIn } from './run.js';
import { isInert } from './set-aside.js';
import { leave } from './tokens.js';

/** Tokens that wait at a join, in the order of their coming. */
const waitingAt = (run: Run, elementId: string, scopeId: string): readonly Token[] =>
  tokensIn(run, scopeId).filter(
    (token) => token.elementId === elementId && token.setAsideFor === undefined && !hasIncident(run, token),
  );

const hasIncident = (run: Run, token: Token): boolean =>
  Object.values(run.state.incidents).some((incident) => incident.tokenId === token.id);

/** A parallel join fires when every incoming flow has a token; it takes one from each (BPMN 13.4.1). */
export function tryParallelJoin(run: Run, element: FlowElement, scopeId: string): void {
  const waiting = waitingAt(run, element.id, scopeId);
  const joined = element.incoming.map((flowId) => waiting.find((token) => token.via === flowId));
  if (joined.every((token) => token !== undefined)) join(run, element, joined);
}

/** Fires one inclusive join that may fire, now that every other token rests; `false` if none may (BPMN 13.4.3). */
export function fireInclusiveJoin(run: Run): boolean {
  const seen = new Set<string>();
  for (const token of Object.values(run.state.tokens)) {
    const element = run.definition.elements[token.elementId];
    const key = `${token.scopeId} ${token.elementId}`;
    if (element?.type !== 'inclusiveGateway' || element.incoming.length < 2 || seen.has(key)) continue;
    seen.add(key);
    if (isInert(run, token)) continue;
    const waiting = waitingAt(run, element.id, token.scopeId);
    if (waiting.length === 0 || !inclusiveJoinMayFire(run, element, token.scopeId, waiting)) continue;
    const joined = element.incoming.map((flowId) => waiting.find((candidate) => candidate.via === flowId));
    join(run, element, joined);
    return true;
  }
  return false;
}

function join(run: Run, element: FlowElement, tokens: readonly (Token | undefined)[]): void {
  const joined = tokens.filter((token) => token !== undefined).map((token) => token.id);
  const tokenId = run.context.newId();
  run.emit({ type: 'TokensJoined', elementId: element.id, tokenId, joined });
  leave(run, run.state.tokens[tokenId] as Token);
}
