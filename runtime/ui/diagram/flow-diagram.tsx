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
}

interface Canvas {
  zoom(to: 'fit-viewport', centre: 'auto'): void;
  addMarker(elementId: string, marker: string): void;
}

/** The flow chart, fitted to its place, with what is done and what is in hand marked (R12, R29). Load it lazily. */
export function FlowDiagram({ xml, done = [], current = [], height = 220 }: FlowDiagramProps) {
  const t = useMessages(uiMessages);
  const place = useRef<HTMLDivElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const marks = JSON.stringify({ done, current });
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
        const marked = JSON.parse(marks) as { done: string[]; current: string[] };
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
