import type { EventBus } from './create-modeler.js';

interface PaletteEntry {
  readonly group: string;
  readonly className?: string;
  readonly title?: string;
  readonly separator?: boolean;
  readonly action?: Readonly<Record<string, (event: Event) => void>>;
}
type PaletteEntries = Readonly<Record<string, PaletteEntry>>;

interface Palette {
  registerProvider(
    priority: number,
    provider: { getPaletteEntries(): (entries: PaletteEntries) => PaletteEntries },
  ): void;
}
interface ElementFactory {
  createShape(attributes: { readonly type: string }): object;
}
interface Create {
  start(event: Event, shape: object): void;
}

/** What a policy needs; everything else is one click away. */
const common: readonly string[] = [
  'hand-tool',
  'lasso-tool',
  'space-tool',
  'global-connect-tool',
  'tool-separator',
  'create.user-task',
  'create.service-task',
  'create.exclusive-gateway',
  'create.end-event',
];

/** Whether the palette shows everything; the page sets it and fires `i18n.changed` to draw the palette anew. */
export const paletteMode = { isFull: false };

/** Narrows bpmn-js's palette, and puts steps where it has plain tasks. */
export function paletteModule(words: Readonly<Record<string, string>>) {
  function PolicyPalette(palette: Palette, create: Create, elementFactory: ElementFactory, _eventBus: EventBus): void {
    const entry = (type: string, className: string, title: string): PaletteEntry => {
      const start = (event: Event) => create.start(event, elementFactory.createShape({ type }));
      return { group: 'activity', className, title: words[title] ?? title, action: { dragstart: start, click: start } };
    };
    palette.registerProvider(500, {
      getPaletteEntries: () => (entries) => {
        const { 'create.task': _task, ...others } = entries;
        const all: PaletteEntries = {
          ...others,
          'create.user-task': entry('bpmn:UserTask', 'bpmn-icon-user-task', 'Create user task'),
          'create.service-task': entry('bpmn:ServiceTask', 'bpmn-icon-service-task', 'Create service task'),
        };
        if (paletteMode.isFull)
          return {
            ...all,
            'create.task': entries['create.task'] ?? entry('bpmn:Task', 'bpmn-icon-task', 'Create task'),
          };
        return Object.fromEntries(common.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])));
      },
    });
  }
  PolicyPalette.$inject = ['palette', 'create', 'elementFactory', 'eventBus'];
  return { __init__: ['policyPalette'], policyPalette: ['type', PolicyPalette] };
}
