import type { ModdleElement } from 'bpmn-moddle';
import { type FlowIssue, flowIssue } from '../../model/issue.js';
import {
  adHocRule,
  conditionPlaceRule,
  eventSubProcessRule,
  instantiatingTaskRule,
  multiInstanceRule,
  resourceRule,
  standardLoopRule,
} from './activities.js';
import {
  associationRule,
  choreographyRule,
  conversationRule,
  correlationRule,
  laneRule,
  messageFlowRule,
  participantRule,
} from './collaboration.js';
import {
  compensationActivityRule,
  compensationBoundaryRule,
  compensationScopeRule,
  compensationTargetRule,
} from './compensation.js';
import { dataEndRule, dataReferenceRule, dataScopeRule, dataSetRule } from './data.js';
import { ambiguousNameRule, cancelRule, eventContentRule, eventPlaceRule, parallelMultipleRule } from './events.js';
import { type FileReport, type FileRule, openFile } from './file.js';
import { complexGatewayRule, gatewayDirectionRule, instantiatingGatewayRule } from './gateways.js';
import { extensionRule, notExecutedRule } from './not-executed.js';

const rules: readonly FileRule[] = [
  gatewayDirectionRule,
  complexGatewayRule,
  instantiatingGatewayRule,
  eventPlaceRule,
  parallelMultipleRule,
  eventContentRule,
  cancelRule,
  ambiguousNameRule,
  compensationBoundaryRule,
  compensationActivityRule,
  compensationTargetRule,
  compensationScopeRule,
  adHocRule,
  eventSubProcessRule,
  multiInstanceRule,
  standardLoopRule,
  instantiatingTaskRule,
  resourceRule,
  conditionPlaceRule,
  dataScopeRule,
  dataEndRule,
  dataReferenceRule,
  dataSetRule,
  messageFlowRule,
  participantRule,
  laneRule,
  correlationRule,
  conversationRule,
  associationRule,
  choreographyRule,
  notExecutedRule,
  extensionRule,
];

/** The structural rules of the standard over a whole file, also over what the engine does not execute. */
export function lintFile(root: ModdleElement): readonly FlowIssue[] {
  const issues: FlowIssue[] = [];
  const report: FileReport = {
    error: (rule, node, params) => void issues.push(flowIssue('error', rule, node.id, params)),
    warn: (rule, node, params) => void issues.push(flowIssue('warning', rule, node.id, params)),
  };
  const file = openFile(root);
  for (const node of file.nodes) for (const rule of rules) rule(node, report, file);
  return issues;
}
