import { type FlowRule, flowRules } from './rules.js';

/**
 * Something wrong with a process model. `rule` is a stable id (the message catalogue has its words), `section` the place
 * in the standard or the product's own rule that it follows from, `elementId` what to show in the designer.
 */
export interface FlowIssue {
  readonly severity: 'error' | 'warning';
  readonly rule: FlowRule;
  readonly elementId?: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly section?: string;
}

/** Makes an issue with the section that belongs to its rule. */
export function flowIssue(
  severity: FlowIssue['severity'],
  rule: FlowRule,
  elementId?: string,
  params: FlowIssue['params'] = {},
): FlowIssue {
  const section = flowRules[rule];
  return elementId === undefined ? { severity, rule, params, section } : { severity, rule, elementId, params, section };
}
