import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type FieldNode, type FormSchema, parseForm } from '#core/form';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

// Loaded behind the first screen in pages; here at once, so that what they draw is there when `draw` is done.
await Promise.all([
  import('../../../runtime/renderer/formily/formily-fields.js'),
  import('../../../runtime/renderer/controls/signature-control.js'),
  import('../../../runtime/renderer/fields/capitals-text.js'),
]);

let root: Root | undefined;

/** Draws into an empty page; what was drawn before goes away. */
export async function draw(node: ReactNode): Promise<void> {
  await clear();
  const host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
  await act(async () => root?.render(node));
  // Once more for what was drawn when a part had come.
  for (let times = 0; times < 3; times += 1) await act(async () => new Promise((done) => setTimeout(done)));
}
export async function redraw(node: ReactNode): Promise<void> {
  await act(async () => root?.render(node));
}
export async function clear(): Promise<void> {
  await act(async () => root?.unmount());
  root = undefined;
  document.body.replaceChildren();
}

/** The control a label names. */
export function control(label: string): HTMLInputElement {
  const named = [...document.querySelectorAll('label')].find((entry) => entry.firstChild?.textContent === label);
  const found = named && document.getElementById(named.htmlFor);
  if (!(found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement))
    throw new Error(`Expected a control “${label}”`);
  return found as HTMLInputElement;
}
export const field = (id: string): HTMLElement | null => document.querySelector(`[data-path="${id}"]`);
export const errorAt = (id: string): string => field(id)?.querySelector('.dxf-error')?.textContent ?? '';

const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
/** Types as a person does: focus, the text, and away. */
export async function type(label: string, text: string, leave = true): Promise<void> {
  await act(async () => control(label).focus());
  await act(async () => {
    const input = control(label);
    setter?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  if (leave) await act(async () => control(label).blur());
}
export async function click(element: Element | null | undefined): Promise<void> {
  if (!(element instanceof HTMLElement)) throw new Error('Expected something to click');
  await act(async () => element.click());
}
export const button = (text: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('button')].find(
    (entry) => entry.textContent?.includes(text) || entry.getAttribute('aria-label')?.includes(text),
  );

export const node = (component: string, jsonType: string, title: string, more: object = {}) =>
  ({ type: jsonType, title, 'x-component': component, ...more }) as FieldNode;
export function schemaOf(properties: Record<string, FieldNode>): FormSchema {
  const parsed = parseForm({ version: 1, type: 'object', properties });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}
