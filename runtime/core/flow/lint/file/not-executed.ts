import { bool, child, children, text } from '../../bpmn/moddle-access.js';
import { definitionsOf } from './events.js';
import { type FileRule, isA } from './file.js';

/** What is valid and has no effect here; it is named, so that nobody relies on it. */
export const notExecutedRule: FileRule = (node, report) => {
  const ignored = (what: string) => report.warn('not-executed', node, { what });
  // Who does a step is said by `duixian:step` (D17).
  if (isA(node, 'Activity') && children(node, 'resources').length > 0) ignored('resources');
  if (isA(node, 'ServiceTask', 'SendTask', 'ReceiveTask') && child(node, 'operationRef') !== null)
    ignored('operationRef');
  if (isA(node, 'Event') && definitionsOf(node).some((definition) => child(definition, 'operationRef') !== null))
    ignored('operationRef');
  if (isA(node, 'Process') && children(node, 'correlationSubscriptions').length > 0) ignored('correlationSubscription');
};

/** BPMN 8.3.3: a file that must be understood as its author meant it is not run otherwise. */
export const extensionRule: FileRule = (node, report) => {
  if (!isA(node, 'Definitions')) return;
  for (const extension of children(node, 'extensions'))
    if (bool(extension, 'mustUnderstand'))
      report.error('extension-not-understood', node, { definition: text(extension, 'definition') });
};
