import { bool, child, text } from '../../bpmn/moddle-access.js';
import { type FileRule, isA } from './file.js';

/** BPMN 10.6.1: a direction that is given must be that of the flows. */
export const gatewayDirectionRule: FileRule = (node, report, file) => {
  if (!isA(node, 'Gateway')) return;
  const [into, out] = [file.incoming(node).length > 1, file.outgoing(node).length > 1];
  const fits: Record<string, boolean> = { Converging: into && !out, Diverging: !into && out, Mixed: into && out };
  const direction = text(node, 'gatewayDirection');
  if (fits[direction] === false) report.error('gateway-direction-wrong', node, { direction });
};

/** BPMN 10.6.5: a complex join says when it fires. */
export const complexGatewayRule: FileRule = (node, report, file) => {
  if (!isA(node, 'ComplexGateway')) return;
  if (file.incoming(node).length > 1 && child(node, 'activationCondition') === null)
    report.error('complex-activation-missing', node);
  if (file.outgoing(node).length === 0) report.error('gateway-no-outgoing', node);
};

/** BPMN 10.6.6: only a gateway that begins a process may wait for all its events, and nothing leads to it. */
export const instantiatingGatewayRule: FileRule = (node, report, file) => {
  if (!isA(node, 'EventBasedGateway')) return;
  const begins = bool(node, 'instantiate');
  if (!begins && text(node, 'eventGatewayType') === 'Parallel') report.error('event-gateway-parallel', node);
  if (begins && file.incoming(node).length > 0) report.error('instantiate-incoming', node);
};
