import { assertNever } from '#core/result';
import type { FlowElement } from '../model/definition.js';
import type { FlowVariables } from '../model/expression.js';
import type { Token } from '../model/state.js';
import { closeArms } from './arms.js';
import { receiveData } from './data.js';
import { beginEventSubProcess } from './event-sub-process.js';
import { arrive, elementOf, type Run } from './run.js';
import { cancelToken, complete, leaveBy } from './tokens.js';

/** What waited: the element that catches, the token that waits (none at an event sub-process), the scope it is in. */
export interface Waiting {
  readonly elementId: string;
  readonly tokenId: string | null;
  readonly scopeId: string;
}

/** An event that was waited for has happened. */
export function trigger(run: Run, waiting: Waiting, given?: FlowVariables): void {
  const element = elementOf(run, waiting.elementId);
  const token = waiting.tokenId === null ? undefined : run.state.tokens[waiting.tokenId];
  if (element.type === 'startEvent') {
    beginEventSubProcess(run, element, waiting.scopeId, given);
    return;
  }
  if (token === undefined) return;
  if (element.type === 'boundaryEvent') {
    if (element.interrupting) cancelToken(run, token, 'interrupted');
    arrive(run, { elementId: element.id, scopeId: token.scopeId, triggered: true, ...(given && { given }) });
    return;
  }
  if (token.elementId === element.id) {
    receiveData(run, token, given);
    complete(run, token);
    return;
  }
  chooseEvent(run, token, element, given);
}

/** An event-based gateway: the first event wins, the others are waited for no longer (BPMN 13.4.4). */
function chooseEvent(run: Run, token: Token, element: FlowElement, given?: FlowVariables): void {
  const gateway = elementOf(run, token.elementId);
  const flow = gateway.outgoing
    .map((id) => run.definition.flows[id])
    .find((candidate) => candidate?.targetId === element.id);
  if (flow === undefined) return;
  closeArms(run, token.id);
  leaveBy(run, token, [flow], { triggered: true, ...(given && { given }) });
}

/** Delivers a signal to everything in this case that waits for it (BPMN 10.5.6). */
export function deliverSignal(run: Run, name: string, given?: FlowVariables): number {
  const waiting = Object.values(run.state.subscriptions).filter((wait) => wait.kind === 'signal' && wait.name === name);
  let delivered = 0;
  for (const wait of waiting) {
    // An earlier delivery may have ended this wait.
    if (run.state.subscriptions[wait.id] === undefined) continue;
    receive(run, wait.id, given);
    delivered += 1;
  }
  return delivered;
}

/** Ends a wait because what it waited for came. A non-interrupting wait goes on. */
export function receive(run: Run, subscriptionId: string, given?: FlowVariables): void {
  const wait = run.state.subscriptions[subscriptionId];
  if (wait === undefined) return;
  if (!staysOpen(elementOf(run, wait.elementId)))
    run.emit({ type: 'SubscriptionClosed', subscriptionId, elementId: wait.elementId });
  trigger(run, wait, given);
}

function staysOpen(element: FlowElement): boolean {
  switch (element.type) {
    case 'boundaryEvent':
    case 'startEvent':
      return !element.interrupting;
    case 'endEvent':
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
    case 'userTask':
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'receiveTask':
    case 'scriptTask':
    case 'task':
    case 'manualTask':
    case 'subProcess':
    case 'callActivity':
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'eventBasedGateway':
      return false;
    default:
      return assertNever(element);
  }
}
