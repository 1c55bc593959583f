import type { ModdleElement } from 'bpmn-moddle';

/** Typed reading of moddle elements, whose properties are `unknown`. */
const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' &&
  value !== null &&
  '$type' in value &&
  typeof (value as { get?: unknown }).get === 'function';

export function text(element: ModdleElement, name: string): string {
  const value = element.get(name);
  return typeof value === 'string' ? value : '';
}

export function child(element: ModdleElement, name: string): ModdleElement | null {
  const value = element.get(name);
  return isElement(value) ? value : null;
}

export function children(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

export const bool = (element: ModdleElement, name: string): boolean => element.get(name) === true;

/** The elements that a property holds or refers to, one or many. */
export function refs(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element.get(name);
  return (Array.isArray(value) ? value : [value]).filter(isElement);
}

/** The id of an element that a property refers to. */
export function refId(element: ModdleElement, name: string): string {
  const value = element.get(name);
  return isElement(value) ? (value.id ?? '') : '';
}

/** The extension elements of one type. */
export function extensions(element: ModdleElement, type: string): readonly ModdleElement[] {
  const holder = child(element, 'extensionElements');
  return holder === null ? [] : children(holder, 'values').filter((value) => value.$type === type);
}
