import type { ProcessDefinition } from '../model/definition.js';
import type { FlowIssue } from '../model/issue.js';
import { approvalIssues, stepRule } from './approval-rules.js';
import { callRule } from './call-rules.js';
import { boundaryRule, endEventRule, eventRule, linkRule, startEventRule } from './event-rules.js';
import { conditionRule, eventGatewayRule, gatewayRule } from './gateway-rules.js';
import { type ElementRule, placeOf } from './rule.js';
import { connectionRule, scopeRule } from './structure-rules.js';

const rules: readonly ElementRule[] = [
  connectionRule,
  startEventRule,
  endEventRule,
  eventRule,
  boundaryRule,
  linkRule,
  gatewayRule,
  conditionRule,
  eventGatewayRule,
  callRule,
  stepRule,
];

/** Structural rules of the standard and of the product, in the order of the file; an `error` forbids publishing. Pure. */
export function lintProcess(definition: ProcessDefinition): readonly FlowIssue[] {
  const issues: FlowIssue[] = [...definition.issues];
  for (const scope of Object.values(definition.scopes)) scopeRule(placeOf(definition, scope, scope.id, issues));
  for (const id of definition.order) {
    const element = definition.elements[id];
    const scope = definition.scopes[element?.scopeId ?? ''];
    if (element === undefined || scope === undefined) continue;
    const place = placeOf(definition, scope, id, issues);
    for (const rule of rules) rule(element, place);
  }
  return [...issues, ...approvalIssues(definition)];
}
