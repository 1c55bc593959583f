import type { FlowElement, ProcessDefinition } from '../model/definition.js';

/** Where each element of one version goes in another, by element id. What is not named goes nowhere. */
export type ElementMap = Readonly<Record<string, string>>;

/** Elements that stay what they are: the same type, and what a waiting token rests on besides. */
export function sameKind(from: FlowElement, to: FlowElement): boolean {
  if (from.type !== to.type) return false;
  if (from.type === 'userTask' && to.type === 'userTask') return from.step.kind === to.step.kind;
  if ('service' in from && 'service' in to) return from.service.type === to.service.type;
  if ('message' in from && 'message' in to) return from.message === to.message;
  if ('event' in from && 'event' in to) {
    const [one, other] = [from.event, to.event];
    if (one.kind !== other.kind) return false;
    return !('name' in one) || !('name' in other) || one.name === other.name;
  }
  return true;
}

/** The map that suggests itself: the same id, else the one element of the same name, each of the same kind. */
export function suggestElementMap(from: ProcessDefinition, to: ProcessDefinition): ElementMap {
  const map: Record<string, string> = {};
  for (const id of from.order) {
    const element = from.elements[id];
    if (element === undefined) continue;
    const same = to.elements[id];
    if (same !== undefined && sameKind(element, same)) {
      map[id] = id;
      continue;
    }
    const named = targetsOf(element, to).filter((target) => target.name === element.name && element.name !== '');
    if (named.length === 1 && named[0] !== undefined) map[id] = named[0].id;
  }
  return map;
}

/** Elements of a version to which one of another may be mapped. */
export const targetsOf = (element: FlowElement, to: ProcessDefinition): readonly FlowElement[] =>
  to.order
    .map((id) => to.elements[id])
    .filter((target) => target !== undefined && sameKind(element, target)) as FlowElement[];
