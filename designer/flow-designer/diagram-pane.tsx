import { AppstoreOutlined, ExpandOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { withPart } from '../model/draft/document.js';
import type { Canvas, ElementRegistry, EventBus } from './modeler/create-modeler.js';
import { paletteMode } from './modeler/palette.js';
import { useModeler } from './modeler/use-modeler.js';

interface DiagramPaneProps {
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
}

/** The flow chart, where one can draw; bpmn.io's mark stays in view, as its licence asks. */
export function DiagramPane({ selected, onSelect }: DiagramPaneProps) {
  const t = useMessages(designerFlowMessages);
  const { doc, store, problems } = useDraft();
  const [isFull, setFull] = useState(paletteMode.isFull);
  const { container, modeler, error, fit, zoomBy } = useModeler({
    xml: doc.flow,
    selected,
    onSelect,
    onDraw: (xml) =>
      store.perform({ name: 'command.draw', mergeKey: 'draw', execute: (before) => withPart(before, 'flow', xml) }),
  });
  useEffect(() => {
    if (modeler === null) return undefined;
    const canvas = modeler.get('canvas') as Canvas;
    const registry = modeler.get('elementRegistry') as ElementRegistry;
    const marked = problems
      .filter((one) => one.part === 'flow' && registry.get(one.place) !== undefined)
      .map((one) => ({ id: one.place, marker: one.severity === 'error' ? 'ds-marked-error' : 'ds-marked-warning' }));
    for (const { id, marker } of marked) canvas.addMarker(id, marker);
    return () => {
      for (const { id, marker } of marked) if (registry.get(id) !== undefined) canvas.removeMarker(id, marker);
    };
  }, [modeler, problems]);
  const toggleFull = () => {
    paletteMode.isFull = !isFull;
    setFull(!isFull);
    if (modeler !== null) (modeler.get('eventBus') as EventBus).fire('i18n.changed');
  };
  return (
    <section className="ds-diagram" aria-label={t('diagram')}>
      {error === null ? null : <Alert type="error" role="alert" title={t('diagram.failed', { reason: error })} />}
      <div className="ds-canvas" ref={container} />
      <div className="ds-canvas-tools" role="toolbar" aria-label={t('diagram.tools')}>
        <Button
          type="text"
          aria-label={isFull ? t('diagram.smallPalette') : t('diagram.fullPalette')}
          title={isFull ? t('diagram.smallPalette') : t('diagram.fullPalette')}
          aria-pressed={isFull}
          icon={<AppstoreOutlined aria-hidden />}
          onClick={toggleFull}
        />
        <Button
          type="text"
          aria-label={t('diagram.zoomIn')}
          title={t('diagram.zoomIn')}
          icon={<ZoomInOutlined aria-hidden />}
          onClick={() => zoomBy(1.2)}
        />
        <Button
          type="text"
          aria-label={t('diagram.zoomOut')}
          title={t('diagram.zoomOut')}
          icon={<ZoomOutOutlined aria-hidden />}
          onClick={() => zoomBy(1 / 1.2)}
        />
        <Button
          type="text"
          aria-label={t('diagram.fit')}
          title={t('diagram.fit')}
          icon={<ExpandOutlined aria-hidden />}
          onClick={fit}
        />
      </div>
    </section>
  );
}
