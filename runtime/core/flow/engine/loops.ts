import type { FeelValue } from '#core/feel';
import { err, ok, type Result } from '#core/result';
import type { ActivityElement, LoopSettings } from '../model/definition.js';
import type { FlowValue } from '../model/expression.js';
import type { GatheredValue, LoopState, Token } from '../model/state.js';
import { gathers } from './data.js';
import { fail } from './faults.js';
import { arrive, elementOf, isActivity, type Run, tokensIn } from './run.js';
import { setVariables } from './scopes.js';
import { cancelScope, complete } from './tokens.js';
import { type EvaluationFault, evaluate, toFlowValue } from './variables.js';

/** Rounds that one multi-instance activity, or one standard loop, may have. */
const maxRounds = 10_000;

/** A repeated activity begins: its rounds live in a scope of their own under the token that stands for the whole (BPMN 13.3.6–7). */
export function beginRounds(run: Run, element: ActivityElement, token: Token): void {
  const loop = element.loop as LoopSettings;
  const items = loop.kind === 'while' ? ok<FlowValue[] | null>(null) : roundItems(run, loop, token);
  if (!items.ok) {
    fail(run, token, 'enter', items.error);
    return;
  }
  if (loop.kind === 'while' && loop.testBefore) {
    const again = holds(run, loop.condition, token);
    if (!again.ok) {
      fail(run, token, 'enter', again.error);
      return;
    }
    if (!again.value) {
      complete(run, token);
      return;
    }
  }
  if (items.value?.length === 0) {
    complete(run, token);
    return;
  }
  const scopeId = run.context.newId();
  run.emit({ type: 'ScopeOpened', scopeId, elementId: element.id, tokenId: token.id, parentId: token.scopeId });
  const all = items.value ?? [null];
  const atOnce = loop.kind === 'parallel' ? all.length : 1;
  const left = loop.kind === 'sequential' ? all.slice(1) : [];
  run.emit({
    type: 'LoopStarted',
    tokenId: token.id,
    elementId: token.elementId,
    loop: { started: atOnce, completed: 0, total: items.value?.length ?? null, items: left },
  });
  for (const [index, item] of all.slice(0, atOnce).entries()) startRound(run, element, scopeId, index + 1, item);
}

const startRound = (run: Run, element: ActivityElement, scopeId: string, counter: number, item: FlowValue): void =>
  arrive(run, { elementId: element.id, scopeId, loop: { counter, item } });

const advance = (run: Run, token: Token, started: number, completed: number, gathered?: GatheredValue): void =>
  run.emit({
    type: 'LoopAdvanced',
    tokenId: token.id,
    elementId: token.elementId,
    started,
    completed,
    ...(gathered === undefined ? {} : { gathered }),
  });

/** One round is done: the next one begins, or the whole activity is done. */
export function completeRound(run: Run, round: Token, value?: FlowValue): void {
  const host = run.state.tokens[run.state.scopes[round.scopeId]?.tokenId ?? ''];
  const before = host === undefined ? undefined : run.state.loops[host.id];
  if (host === undefined || before === undefined) return;
  const gathered = value === undefined ? undefined : { counter: round.loop?.counter ?? 1, value };
  advance(run, host, before.started, before.completed + 1, gathered);
  continueRounds(run, host, round);
}

/** Decides what follows the rounds that are done; again when an incident at this point is retried. */
export function continueRounds(run: Run, host: Token, round: Token): void {
  const element = elementOf(run, host.elementId);
  const scopeId = Object.values(run.state.scopes).find((scope) => scope.tokenId === host.id)?.id;
  const state = run.state.loops[host.id];
  if (!isActivity(element) || element.loop === null || state === undefined || scopeId === undefined) return;
  const next = decideNext(run, element.loop, round, state, tokensIn(run, scopeId).length);
  if (!next.ok) {
    fail(run, host, 'round', next.error);
    return;
  }
  if (next.value === 'finish') {
    cancelScope(run, scopeId, 'limit-reached');
    const gather = gathers(element);
    if (gather !== null) setVariables(run, host, { [gather.list]: state.gathered ?? [] });
    complete(run, host);
    return;
  }
  if (next.value === 'wait') return;
  const started = state.started + 1;
  advance(run, host, started, state.completed);
  startRound(run, element, scopeId, started, state.items[0] ?? null);
}

function decideNext(
  run: Run,
  loop: LoopSettings,
  round: Token,
  state: LoopState,
  active: number,
): Result<'finish' | 'another' | 'wait', EvaluationFault> {
  if (loop.kind === 'while') {
    if (loop.maximum !== null && state.completed >= loop.maximum) return ok('finish');
    if (state.completed >= maxRounds) return err({ code: 'TOO_MANY_ROUNDS', params: { maximum: maxRounds } });
    const again = holds(run, loop.condition, round);
    return again.ok ? ok(again.value ? 'another' : 'finish') : again;
  }
  if (state.completed >= (state.total ?? 0)) return ok('finish');
  if (loop.until !== null) {
    const enough = holds(run, loop.until, round, {
      numberOfInstances: state.total ?? 0,
      numberOfCompletedInstances: state.completed,
      numberOfActiveInstances: active,
      numberOfTerminatedInstances: state.started - state.completed - active,
    });
    if (!enough.ok) return enough;
    if (enough.value) return ok('finish');
  }
  return ok(loop.kind === 'sequential' ? 'another' : 'wait');
}

/** A standard loop without condition goes on until its maximum. Its condition is checked like a gateway's (D13). */
function holds(
  run: Run,
  condition: { readonly source: string } | null,
  token: Token,
  counts: Readonly<Record<string, number>> = {},
): Result<boolean, EvaluationFault> {
  if (condition === null) return ok(true);
  const value: Result<FeelValue, EvaluationFault> =
    run.decide === null ? evaluate(run, condition, token, counts) : ok(run.decide(condition.source, run.events));
  if (!value.ok) return value;
  if (typeof value.value === 'boolean') return ok(value.value);
  return err({ code: 'CONDITION_NOT_BOOLEAN', params: { source: condition.source.slice(0, 200) } });
}

function roundItems(
  run: Run,
  loop: Extract<LoopSettings, { kind: 'sequential' | 'parallel' }>,
  token: Token,
): Result<FlowValue[], EvaluationFault> {
  // In the proof two rounds stand for any number.
  if (run.decide !== null) return ok([null, null]);
  if (loop.collection !== null) {
    const list = evaluate(run, loop.collection, token);
    if (!list.ok) return list;
    const items = toFlowValue(list.value);
    if (!items.ok) return items;
    if (!Array.isArray(items.value))
      return err({ code: 'COLLECTION_NOT_LIST', params: { source: loop.collection.source.slice(0, 200) } });
    return bounded(items.value as FlowValue[]);
  }
  if (loop.cardinality === null) return err({ code: 'CARDINALITY_INVALID', params: {} });
  const count = evaluate(run, loop.cardinality, token);
  if (!count.ok) return count;
  if (typeof count.value !== 'number' || count.value < 0)
    return err({ code: 'CARDINALITY_INVALID', params: { source: loop.cardinality.source.slice(0, 200) } });
  if (count.value > maxRounds) return err({ code: 'TOO_MANY_ROUNDS', params: { maximum: maxRounds } });
  return ok(Array.from({ length: count.value }, () => null));
}

const bounded = (items: FlowValue[]): Result<FlowValue[], EvaluationFault> =>
  items.length > maxRounds ? err({ code: 'TOO_MANY_ROUNDS', params: { maximum: maxRounds } }) : ok(items);
