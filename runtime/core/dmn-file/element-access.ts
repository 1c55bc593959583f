import type { DmnElement } from 'dmn-moddle';

/** Typed reading of moddle elements, whose properties are `unknown`. */
const isElement = (value: unknown): value is DmnElement =>
  typeof value === 'object' && value !== null && '$type' in value && typeof (value as DmnElement).get === 'function';

export function text(element: DmnElement | null, name: string): string {
  const value = element?.get(name);
  return typeof value === 'string' ? value : '';
}

export function child(element: DmnElement, name: string): DmnElement | null {
  const value = element.get(name);
  return isElement(value) ? value : null;
}

export function children(element: DmnElement, name: string): readonly DmnElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** What people know an element by. */
export const titleOf = (element: DmnElement): string => text(element, 'name') || (element.id ?? '');
