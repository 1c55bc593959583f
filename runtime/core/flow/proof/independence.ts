import { assertNever } from '#core/result';
import type { FlowElement, ProcessDefinition } from '../model/definition.js';
import { regionBetween } from '../model/regions.js';
import type { ProcessState } from '../model/state.js';
import type { Move } from './moves.js';

/**
 * Whether one token's moves can be looked at before everyone else's (a persistent set): only in models in which nothing that
 * happens to one token can take away or hold up another but at a join. An inclusive join is no exception: whether a token can
 * still arrive there only ever turns from yes to no as tokens go forward, so that it fires with the same tokens in any order.
 */
export function isPlain(definition: ProcessDefinition, shared: ReadonlySet<string>): boolean {
  if (shared.size > 0) return false;
  return Object.values(definition.elements).every(isLocal);
}

function isLocal(element: FlowElement): boolean {
  switch (element.type) {
    case 'subProcess':
      return !element.triggeredByEvent && element.boundary.length === 0;
    case 'callActivity':
      return element.boundary.length === 0;
    case 'boundaryEvent':
      return element.event.kind === 'timer' || element.event.kind === 'message';
    case 'endEvent':
    case 'intermediateThrowEvent':
      return !['terminate', 'signal', 'escalation'].includes(element.event.kind);
    case 'startEvent':
    case 'intermediateCatchEvent':
    case 'userTask':
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'receiveTask':
    case 'scriptTask':
    case 'task':
    case 'manualTask':
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'eventBasedGateway':
      return true;
    default:
      return assertNever(element);
  }
}

/** The moves of each token on its own, where no move of it touches another token. */
export function independentMoves(
  definition: ProcessDefinition,
  state: ProcessState,
  moves: readonly Move[],
): readonly (readonly Move[])[] {
  const byToken = new Map<string, Move[]>();
  for (const move of moves) {
    if (move.tokenId === null) return [];
    const list = byToken.get(move.tokenId);
    if (list === undefined) byToken.set(move.tokenId, [move]);
    else list.push(move);
  }
  return [...byToken]
    .filter(([tokenId, list]) => list.every((move) => isAlone(definition, state, tokenId, move)))
    .map(([, list]) => list);
}

function isAlone(definition: ProcessDefinition, state: ProcessState, tokenId: string, { command }: Move): boolean {
  if (command.type !== 'ReturnToStep') return true;
  const token = state.tokens[tokenId];
  if (
    token === undefined ||
    definition.elements[command.targetElementId]?.scopeId !== definition.elements[token.elementId]?.scopeId
  )
    return false;
  const region = regionBetween(definition, command.targetElementId, token.elementId);
  return Object.values(state.tokens).every((other) => other.id === tokenId || !region.has(other.elementId));
}
