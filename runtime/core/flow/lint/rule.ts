import type { FlowElement, FlowScope, ProcessDefinition } from '../model/definition.js';
import { type FlowIssue, flowIssue } from '../model/issue.js';
import type { FlowRule } from '../model/rules.js';

/** What a rule is given to look at one element, and how it says what is wrong there. */
export interface Place {
  readonly definition: ProcessDefinition;
  readonly scope: FlowScope;
  readonly isProcess: boolean;
  /** Whether the scope is an event sub-process. */
  readonly isEventScope: boolean;
  error(rule: FlowRule, params?: FlowIssue['params']): void;
  warn(rule: FlowRule, params?: FlowIssue['params']): void;
}

/** A rule about one element. */
export type ElementRule = (element: FlowElement, place: Place) => void;

export function placeOf(
  definition: ProcessDefinition,
  scope: FlowScope,
  elementId: string,
  issues: FlowIssue[],
): Place {
  const host = definition.elements[scope.id];
  return {
    definition,
    scope,
    isProcess: scope.parentId === null,
    isEventScope: host?.type === 'subProcess' && host.triggeredByEvent,
    error: (rule, params) => void issues.push(flowIssue('error', rule, elementId, params)),
    warn: (rule, params) => void issues.push(flowIssue('warning', rule, elementId, params)),
  };
}
