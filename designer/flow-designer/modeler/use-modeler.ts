import type Modeler from 'bpmn-js/lib/Modeler.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLocale } from '#ui';
import type {
  Canvas,
  ContextPad,
  DiagramElement,
  ElementRegistry,
  EventBus,
  Selection,
  ViewBox,
} from './create-modeler.js';
import { createModeler } from './create-modeler.js';

interface ModelerOptions {
  readonly xml: string;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly onDraw: (xml: string) => void;
}

interface ModelerHandle {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly modeler: Modeler | null;
  readonly error: string | null;
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
}

/**
 * The life of a modeler. The document's XML is the truth: XML that did not come from this canvas is imported, the view
 * staying where it was; what is drawn is written back. Selection goes both ways.
 */
export function useModeler({ xml, selected, onSelect, onDraw }: ModelerOptions): ModelerHandle {
  const container = useRef<HTMLDivElement>(null);
  const locale = useLocale();
  const [modeler, setModeler] = useState<Modeler | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [imported, setImported] = useState(0);
  const drawn = useRef('');
  const isQuiet = useRef(false);
  const latest = useRef({ onSelect, onDraw, selected });
  latest.current = { onSelect, onDraw, selected };

  useEffect(() => {
    if (container.current === null) return undefined;
    const made = createModeler(container.current, locale);
    const bus = made.get('eventBus') as EventBus;
    bus.on<{ newSelection: readonly DiagramElement[] }>('selection.changed', ({ newSelection }) => {
      if (isQuiet.current) return;
      const element = newSelection.length === 1 ? newSelection[0] : undefined;
      const id = (element?.labelTarget ?? element)?.id ?? null;
      if (id !== latest.current.selected) latest.current.onSelect(id);
    });
    bus.on('commandStack.changed', () => {
      if (isQuiet.current) return;
      void made.saveXML({ format: true }).then(({ xml: written }) => {
        if (written === undefined) return;
        drawn.current = written;
        latest.current.onDraw(written);
      });
    });
    const observer = new ResizeObserver(() => (made.get('canvas') as Canvas).resized());
    observer.observe(container.current);
    setModeler(made);
    drawn.current = '';
    return () => {
      observer.disconnect();
      made.destroy();
      setModeler(null);
    };
  }, [locale]);

  useEffect(() => {
    if (modeler === null || xml === drawn.current) return undefined;
    let isStale = false;
    const canvas = modeler.get('canvas') as Canvas;
    const before: ViewBox | null = drawn.current === '' ? null : plain(canvas.viewbox());
    const sizeBefore = before === null ? 0 : countOf(modeler);
    isQuiet.current = true;
    modeler
      .importXML(xml)
      .then(() => {
        if (isStale) return;
        setError(null);
        drawn.current = xml;
        // A step more or less moves everything; then the whole is shown again.
        if (before === null || countOf(modeler) !== sizeBefore) fitCanvas(canvas);
        else canvas.viewbox(before);
        setImported((count) => count + 1);
      })
      .catch((cause: unknown) => {
        if (!isStale) setError(cause instanceof Error ? cause.message : String(cause));
      })
      .finally(() => {
        isQuiet.current = false;
      });
    return () => {
      isStale = true;
    };
  }, [modeler, xml]);

  useEffect(() => {
    if (modeler === null || imported === 0) return;
    const selection = modeler.get('selection') as Selection;
    const element = selected === null ? undefined : (modeler.get('elementRegistry') as ElementRegistry).get(selected);
    const now = selection.get()[0];
    if (now?.id === element?.id) return;
    isQuiet.current = true;
    selection.select(element ?? null);
    // Selected from the list, one wants to see it, not what could be hung onto it.
    (modeler.get('contextPad') as ContextPad).close();
    isQuiet.current = false;
  }, [modeler, selected, imported]);

  return {
    container,
    modeler,
    error,
    fit: () => modeler !== null && fitCanvas(modeler.get('canvas') as Canvas),
    zoomBy: (factor) => {
      if (modeler === null) return;
      const canvas = modeler.get('canvas') as Canvas;
      canvas.zoom(Math.min(3, Math.max(0.2, canvas.zoom() * factor)), 'auto');
    },
  };
}

const margin = { left: 72, right: 32, top: 64, bottom: 56 } as const;

/** Fitted to its pane beside the palette and below the tools, in the middle, and never larger than life. */
function fitCanvas(canvas: Canvas): void {
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  if (inner === undefined || outer === undefined || inner.width === 0) return;
  const width = outer.width - margin.left - margin.right;
  const height = outer.height - margin.top - margin.bottom;
  const zoom = Math.min(width / inner.width, height / inner.height, 1.1);
  if (zoom <= 0) return;
  canvas.viewbox({
    x: inner.x - (margin.left + (width - inner.width * zoom) / 2) / zoom,
    y: inner.y - (margin.top + (height - inner.height * zoom) / 2) / zoom,
    width: outer.width / zoom,
    height: outer.height / zoom,
  });
}

function countOf(modeler: Modeler): number {
  return (modeler.get('elementRegistry') as { getAll(): readonly unknown[] }).getAll().length;
}

function plain({ x, y, width, height }: ViewBox): ViewBox {
  return { x, y, width, height };
}
