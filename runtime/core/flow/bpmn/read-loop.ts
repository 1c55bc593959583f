import type { ModdleElement } from 'bpmn-moddle';
import type { LoopSettings } from '../model/definition.js';
import { isVariableName } from '../model/variable-name.js';
import type { Collector } from './collect.js';
import { bool, child, extensions, text } from './moddle-access.js';
import { variableOf } from './read-data.js';
import { checkFeel, readExpression } from './read-expression.js';

/** How an activity is repeated: BPMN's standard loop (10.3.8, 13.3.6) or multi-instance (13.3.7). */
export function readLoop(node: ModdleElement, issues: Collector): LoopSettings | null {
  const loop = child(node, 'loopCharacteristics');
  if (loop === null) return null;
  const id = node.id ?? '';
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const maximum = (loop.get('loopMaximum') as number | undefined) ?? null;
    const condition = readExpression(child(loop, 'loopCondition'), id, issues);
    if (condition === null && maximum === null) issues.error('expression-missing', id);
    return { kind: 'while', condition, testBefore: bool(loop, 'testBefore'), maximum };
  }
  const { collection, itemName } = readCollection(loop, id, issues);
  const cardinality = readExpression(child(loop, 'loopCardinality'), id, issues);
  if (cardinality === null && collection === null) issues.error('expression-missing', id);
  const behavior = text(loop, 'behavior');
  if (behavior !== '' && behavior !== 'All') issues.error('unsupported-element', id, { type: `behavior ${behavior}` });
  return {
    kind: bool(loop, 'isSequential') ? 'sequential' : 'parallel',
    cardinality,
    collection,
    itemName: itemName === '' ? null : itemName,
    gather: readGather(loop),
    until: readExpression(child(loop, 'completionCondition'), id, issues),
  };
}

/** The list whose items the instances get: `loopDataInputRef` and `inputDataItem`, or `duixian:collection` with a FEEL source. */
function readCollection(loop: ModdleElement, id: string, issues: Collector) {
  const extension = extensions(loop, 'duixian:Collection')[0];
  const reference = child(loop, 'loopDataInputRef');
  const item = child(loop, 'inputDataItem');
  const source =
    extension !== undefined ? text(extension, 'source').trim() : reference === null ? '' : variableOf(reference);
  const itemName = extension !== undefined ? text(extension, 'item').trim() : item === null ? '' : variableOf(item);
  const collection = source === '' ? null : { source };
  if (collection !== null) checkFeel(collection, id, issues);
  if (itemName !== '' && !isVariableName(itemName))
    issues.error('setting-invalid', id, { setting: 'item', value: itemName });
  return { collection, itemName };
}

function readGather(loop: ModdleElement): { readonly item: string; readonly list: string } | null {
  const item = child(loop, 'outputDataItem');
  const list = child(loop, 'loopDataOutputRef');
  return item === null || list === null ? null : { item: variableOf(item), list: variableOf(list) };
}
