import { regionBetween } from '../../model/regions.js';
import type { Token } from '../../model/state.js';
import { isRound, type Run, tokensIn } from '../run.js';
import { setAside } from '../set-aside.js';
import { begin, cancelToken } from '../tokens.js';
import { type Handler, isRejection, reject } from './handler.js';
import { taskForAction } from './permission.js';

/**
 * Back to an earlier step (D3): the tokens of the smallest single-entry single-exit region that holds both steps are
 * cancelled (“run on”) or set aside (“straight back”), and one token starts at the target.
 */
export const returnToStep: Handler<'ReturnToStep'> = (run, { taskId, targetElementId, mode, reason }) => {
  const open = taskForAction(run, taskId, 'return-to-step');
  if (isRejection(open)) return open;
  const refused = reject('RETURN_TARGET_NOT_ALLOWED', { target: targetElementId });
  const target = run.definition.elements[targetElementId];
  const isListed = open.element.step.returnTargets.includes(targetElementId);
  if (!isListed || target?.type !== 'userTask' || !Object.hasOwn(run.state.done, targetElementId)) return refused;
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'return-to-step' });
  const host = hostIn(run, open.token, target.scopeId);
  if (host === null) return refused;
  const region = regionBetween(run.definition, targetElementId, host.elementId);
  const { id: elementId } = open.element;
  run.emit({ type: 'TaskReturned', taskId, elementId, to: 'step', reason, targetElementId, mode });
  const affected = tokensIn(run, host.scopeId).filter((token) => region.has(token.elementId));
  const tokenId = run.context.newId();
  if (mode === 'straight-back') {
    const active = affected.filter((token) => token.setAsideFor === undefined);
    setAside(run, active, tokenId);
  } else for (const token of affected) cancelToken(run, token, 'returned');
  run.emit({ type: 'ElementActivated', tokenId, elementId: targetElementId, scopeId: host.scopeId });
  begin(run, run.state.tokens[tokenId] as Token);
  return null;
};

/** The token that stands, in the target's scope, for the one that returns; `null` out of a repeated activity or another scope. */
function hostIn(run: Run, token: Token, scopeElementId: string): Token | null {
  let at: Token | undefined = token;
  while (at !== undefined) {
    if (isRound(run, at)) return null;
    if (run.state.scopes[at.scopeId]?.elementId === scopeElementId) return at;
    const host: string | null = run.state.scopes[at.scopeId]?.tokenId ?? null;
    at = host === null ? undefined : run.state.tokens[host];
  }
  return null;
}
