import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import Modeler from 'bpmn-js/lib/Modeler.js';
import { duixianModdle } from '#core/flow';
import { paletteModule } from './palette.js';
import { translations } from './translations.js';

/** The parts of bpmn-js's services that are used; its own types are not complete. */
export interface Canvas {
  zoom(to?: 'fit-viewport' | number, centre?: 'auto'): number;
  viewbox(box?: ViewBox): ViewBox;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  resized(): void;
  scrollToElement(element: DiagramElement): void;
}
export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Given when read: what is drawn, and the pane. */
  readonly inner?: ViewBox;
  readonly outer?: { readonly width: number; readonly height: number };
}
export interface DiagramElement {
  readonly id: string;
  readonly type: string;
  readonly labelTarget?: DiagramElement;
}
export interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
}
export interface Selection {
  select(elements: readonly DiagramElement[] | DiagramElement | null): void;
  get(): readonly DiagramElement[];
}
export interface ContextPad {
  close(): void;
}
export interface EventBus {
  on<E>(event: string, listener: (event: E) => void): void;
  fire(event: string, data?: object): void;
}
interface EditorActions {
  unregister(action: string): void;
  register(action: string, listener: () => void): void;
  isRegistered(action: string): boolean;
}

/** A modeler in the reader's language, with a palette cut down to what policies need and our extension known to it (D17). */
export function createModeler(container: HTMLElement, locale: 'zh-CN' | 'en-US'): Modeler {
  const words = translations(locale);
  const modeler = new Modeler({
    container,
    moddleExtensions: { duixian: duixianModdle },
    additionalModules: [{ translate: ['value', translator(words)] }, paletteModule(words)],
  });
  // Undo and redo are the document's, over all parts; the modeler's own would undo the same thing twice.
  const actions = modeler.get('editorActions') as EditorActions;
  for (const action of ['undo', 'redo', 'find']) {
    if (!actions.isRegistered(action)) continue;
    actions.unregister(action);
    actions.register(action, () => undefined);
  }
  return modeler;
}

function translator(words: Readonly<Record<string, string>>) {
  return (template: string, replacements: Readonly<Record<string, string>> = {}): string =>
    (words[template] ?? template).replace(/\{([^}]+)\}/g, (whole, key: string) => replacements[key] ?? whole);
}
