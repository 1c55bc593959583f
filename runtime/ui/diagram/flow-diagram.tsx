import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './diagram.css';
import { useEffect, useRef, useState } from 'react';
import { uiMessages } from '#core/messages';
import { useMessages } from '../preferences.js';

export interface FlowDiagramProps {
  readonly xml: string;
  /** Ids of elements that are done, and of those in hand. */
  readonly done?: readonly string[];
  readonly current?: readonly string[];
  readonly height?: number;
  /** A short text under an element: who and when. */
  readonly notes?: readonly DiagramNote[];
}

interface DiagramNote {
  readonly elementId: string;
  readonly state: 'done' | 'current' | 'coming';
  readonly text: string;
}

interface Overlays {
  add(elementId: string, overlay: { readonly position: object; readonly html: HTMLElement }): void;
}

interface Canvas {
  zoom(to: 'fit-viewport', centre: 'auto'): void;
  addMarker(elementId: string, marker: string): void;
}

/** The flow chart, fitted to its place, with what is done and what is in hand marked (R12, R29). Load it lazily. */
export function FlowDiagram({ xml, done = [], current = [], height = 220, notes = [] }: FlowDiagramProps) {
  const t = useMessages(uiMessages);
  const place = useRef<HTMLDivElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const marks = JSON.stringify({ done, current, notes });
  useEffect(() => {
    if (place.current === null) return undefined;
    const viewer = new NavigatedViewer({ container: place.current });
    let isGone = false;
    viewer
      .importXML(xml)
      .then(() => {
        if (isGone) return;
        const canvas = viewer.get('canvas') as Canvas;
        const registry = viewer.get('elementRegistry') as { get(id: string): unknown };
        canvas.zoom('fit-viewport', 'auto');
        const marked = JSON.parse(marks) as { done: string[]; current: string[]; notes: DiagramNote[] };
        const overlays = viewer.get('overlays') as Overlays;
        for (const { elementId, state, text } of marked.notes)
          if (text !== '' && registry.get(elementId))
            overlays.add(elementId, { position: { bottom: -4, left: 0 }, html: noteOf(state, text) });
        for (const id of marked.done) if (registry.get(id)) canvas.addMarker(id, 'dx-done');
        for (const id of marked.current) if (registry.get(id)) canvas.addMarker(id, 'dx-current');
      })
      .catch(() => setFailed(true));
    return () => {
      isGone = true;
      viewer.destroy();
    };
  }, [xml, marks]);
  if (hasFailed) return <p role="alert">{t('diagram.failed')}</p>;
  return (
    <figure className="dx-diagram" aria-label={t('diagram.label')}>
      <div ref={place} style={{ height }} />
      {current.length === 0 && done.length === 0 ? null : (
        <figcaption>
          <span data-mark="done">{t('diagram.done')}</span>
          <span data-mark="current">{t('diagram.current')}</span>
        </figcaption>
      )}
    </figure>
  );
}

function noteOf(state: DiagramNote['state'], text: string): HTMLElement {
  const note = document.createElement('div');
  note.className = 'dx-diagram-note';
  note.dataset.state = state;
  note.textContent = text;
  note.title = text;
  return note;
}
