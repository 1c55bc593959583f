import { fail } from '../../engine/faults.js';
import { arrive, elementOf } from '../../engine/run.js';
import { leaveBy } from '../../engine/tokens.js';
import { linkTarget } from '../../model/graph.js';
import type { EventBehaviour } from './behaviour.js';

/** BPMN 10.5.5, link: a pair of links is one sequence flow. */
export const linkEvent: EventBehaviour<'link'> = {
  emit(run, { name }, token) {
    const target = linkTarget(run.definition, elementOf(run, token.elementId).scopeId, name);
    if (target === undefined) {
      fail(run, token, 'enter', { code: 'LINK_TARGET_MISSING', params: { link: name } });
      return false;
    }
    leaveBy(run, token, []);
    arrive(run, { elementId: target, scopeId: token.scopeId, triggered: true });
    return false;
  },
};
