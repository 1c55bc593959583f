import type { ModdleElement } from 'bpmn-moddle';
import { child, children, refs } from '../../bpmn/moddle-access.js';
import { variableOf } from '../../bpmn/read-data.js';
import { type FileRule, isA, isWithin } from './file.js';

/** BPMN 10.4.1: data that is read or written is in the scope of the activity, or around it. */
export const dataScopeRule: FileRule = (node, report) => {
  if (!isA(node, 'DataAssociation')) return;
  for (const item of [...children(node, 'sourceRef'), ...refs(node, 'targetRef'), ...refs(node, 'sourceRef')])
    if (isA(item, 'DataObject', 'DataObjectReference') && !isWithin(node, item.$parent)) {
      report.error('data-out-of-scope', node.$parent ?? node, { data: variableOf(item) });
      return;
    }
};

/** BPMN 10.4.1: an input association fills an input of its own element, an output association empties an output of it. */
export const dataEndRule: FileRule = (node, report) => {
  const owner = node.$parent;
  if (owner === undefined || !isA(node, 'DataAssociation')) return;
  const own = (item: ModdleElement | undefined) => item === undefined || isWithin(item, owner);
  const end = isA(node, 'DataInputAssociation') ? refs(node, 'targetRef') : refs(node, 'sourceRef');
  const type = isA(node, 'DataInputAssociation') ? 'DataInput' : 'DataOutput';
  if (end.some((item) => !own(item) || !isA(item, type, 'Property'))) report.error('data-end-invalid', owner);
};

/** BPMN 10.4.1: a reference stands for an object. */
export const dataReferenceRule: FileRule = (node, report) => {
  if (isA(node, 'DataObjectReference') && child(node, 'dataObjectRef') === null)
    report.error('data-object-missing', node);
};

/** BPMN 10.4.1: what is declared of inputs and outputs has at least one set of each. */
export const dataSetRule: FileRule = (node, report) => {
  if (!isA(node, 'InputOutputSpecification')) return;
  if (children(node, 'inputSets').length === 0 || children(node, 'outputSets').length === 0)
    report.warn('data-sets-missing', node.$parent ?? node);
};
