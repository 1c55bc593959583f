import { type FlowIssue, flowIssue } from '../model/issue.js';
import type { FlowRule } from '../model/rules.js';

/** Gathers issues while a file is read. */
export interface Collector {
  readonly issues: FlowIssue[];
  error(rule: FlowRule, elementId?: string, params?: FlowIssue['params']): void;
  warning(rule: FlowRule, elementId?: string, params?: FlowIssue['params']): void;
}

export function collector(): Collector {
  const issues: FlowIssue[] = [];
  return {
    issues,
    error: (rule, elementId, params) => void issues.push(flowIssue('error', rule, elementId, params)),
    warning: (rule, elementId, params) => void issues.push(flowIssue('warning', rule, elementId, params)),
  };
}
