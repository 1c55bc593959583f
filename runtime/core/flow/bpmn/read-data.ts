import type { ModdleElement } from 'bpmn-moddle';
import type { DataMapping, ElementData } from '../model/definition.js';
import { isVariableName } from '../model/variable-name.js';
import type { Collector } from './collect.js';
import { child, children, text } from './moddle-access.js';
import { checkFeel, readExpression } from './read-expression.js';

/** What bpmn-js makes of an association that is drawn to an activity: it ends at nothing that could hold a value. */
const placeholder = '__targetRef_placeholder';

/**
 * The variable that a data object, property, input or output is (BPMN 10.4.1): called by its name, or by its id where it has
 * none. A reference without named object gives its own name.
 */
export function variableOf(item: ModdleElement): string {
  if (item.$type !== 'bpmn:DataObjectReference') return text(item, 'name') || (item.id ?? '');
  const object = child(item, 'dataObjectRef');
  return (object === null ? '' : text(object, 'name')) || text(item, 'name') || (object?.id ?? item.id ?? '');
}

/** Names of the data objects and properties that live in a process or sub-process, and of what a called process is given and gives. */
export function readScopeData(scope: ModdleElement, issues: Collector): readonly string[] {
  const objects = children(scope, 'flowElements').filter((element) => /^bpmn:DataObject/u.test(element.$type));
  const referred = new Set(objects.flatMap((element) => child(element, 'dataObjectRef') ?? []));
  const specification = child(scope, 'ioSpecification');
  const ends = scope.$type === 'bpmn:Process' && specification !== null ? specification : null;
  const items = [
    ...(ends === null ? [] : [...children(ends, 'dataInputs'), ...children(ends, 'dataOutputs')]),
    ...children(scope, 'properties'),
    ...objects.filter((element) => !referred.has(element)),
  ];
  return [...new Set(items.map((item) => checkedName(item, issues)).filter((name) => name !== ''))];
}

function checkedName(item: ModdleElement, issues: Collector): string {
  const name = variableOf(item);
  if (name === placeholder) return '';
  if (isVariableName(name)) return name;
  issues.error('data-name-invalid', item.id, { name: name.slice(0, 100) });
  return '';
}

/** Data inputs and outputs of an activity or event, with what fills and what receives them; `null` if it has none. */
export function readData(node: ModdleElement, issues: Collector): ElementData | null {
  const specification = child(node, 'ioSpecification');
  const holders = specification === null ? [node] : [node, specification];
  const items = (property: string) => holders.flatMap((holder) => children(holder, property));
  const names = (property: string) => items(property).flatMap((item) => checkedName(item, issues) || []);
  const inputNames = names('dataInputs');
  const outputNames = names('dataOutputs');
  const inputs = children(node, 'dataInputAssociations').flatMap((it) => readAssociation(it, node, issues));
  const outputs = children(node, 'dataOutputAssociations').flatMap((it) => readAssociation(it, node, issues));
  if (inputNames.length + outputNames.length + inputs.length + outputs.length === 0) return null;
  return { inputNames, outputNames, inputs, outputs };
}

/** BPMN 10.4.1: assignments if there are any, else the transformation, else the source as it is. */
function readAssociation(association: ModdleElement, node: ModdleElement, issues: Collector): readonly DataMapping[] {
  const id = association.id ?? node.id ?? '';
  const assignments = children(association, 'assignment');
  if (assignments.length > 0) return assignments.flatMap((assignment) => readAssignment(assignment, id, issues));
  const target = child(association, 'targetRef');
  const sources = children(association, 'sourceRef');
  const transformation = readExpression(child(association, 'transformation'), id, issues);
  const [first] = sources;
  const isOutside = [target, ...sources].some((item) => item?.$type === 'bpmn:DataStoreReference');
  const isDrawnOnly = target === null || variableOf(target) === placeholder || (!first && transformation === null);
  if (isOutside || isDrawnOnly) {
    issues.warning('data-not-executed', node.id);
    return [];
  }
  if (sources.length > 1 && transformation === null) issues.error('data-several-sources', id);
  const name = checkedName(target, issues);
  const source = transformation ?? { source: first === undefined ? '' : checkedName(first, issues) };
  return name === '' || source.source === '' ? [] : [{ source, target: name }];
}

function readAssignment(assignment: ModdleElement, ownerId: string, issues: Collector): readonly DataMapping[] {
  const from = child(assignment, 'from');
  const to = child(assignment, 'to');
  const source = { source: from === null ? '' : text(from, 'body').trim() };
  const target = to === null ? '' : text(to, 'body').trim();
  if (source.source === '') issues.error('expression-missing', ownerId);
  else checkFeel(source, ownerId, issues);
  if (!isVariableName(target)) issues.error('data-name-invalid', ownerId, { name: target.slice(0, 100) });
  return [{ source, target }];
}
