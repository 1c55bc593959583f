import { type PointerEvent, useRef, useState } from 'react';
import { signatureSize } from '#core/form';
import { type ControlProps, spoken } from './control.js';
import { answerOf, pathOf } from './signature-drawing.js';

const { width, height } = signatureSize;

/** Drawn with finger, pen or mouse; who cannot draw types the name instead. */
export function SignatureControl(props: ControlProps) {
  const { id, onChange, onLeave, t } = props;
  const answer = answerOf(props.value);
  const isTyped = answer !== undefined && 'typed' in answer;
  const strokes = answer !== undefined && 'strokes' in answer ? answer.strokes : [];
  const keep = (next: readonly (readonly number[])[]) => onChange(next.length === 0 ? undefined : { strokes: next });
  const [mode, setMode] = useState<'draw' | 'type'>(isTyped ? 'type' : 'draw');
  return (
    <div className="dxf-signature">
      {mode === 'draw' ? (
        <Pad props={props} strokes={strokes} onStroke={(stroke) => keep([...strokes, stroke])} />
      ) : (
        <input
          id={id}
          className="dxf-input"
          maxLength={40}
          aria-label={t('signature.name')}
          placeholder={t('signature.name')}
          value={isTyped ? answer.typed : ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : { typed: event.target.value })}
          onBlur={onLeave}
          {...spoken(props)}
        />
      )}
      <div className="dxf-signature-acts">
        {mode === 'draw' && strokes.length > 0 ? (
          <>
            <button type="button" className="dxf-link" onClick={() => keep(strokes.slice(0, -1))}>
              {t('signature.undo')}
            </button>
            <button type="button" className="dxf-link" onClick={() => keep([])}>
              {t('signature.clear')}
            </button>
          </>
        ) : null}
        <button
          type="button"
          className="dxf-link"
          onClick={() => {
            onChange(undefined);
            setMode(mode === 'draw' ? 'type' : 'draw');
          }}
        >
          {t(mode === 'draw' ? 'signature.type' : 'signature.draw')}
        </button>
      </div>
    </div>
  );
}

interface PadProps {
  readonly props: ControlProps;
  readonly strokes: readonly (readonly number[])[];
  readonly onStroke: (stroke: readonly number[]) => void;
}

function Pad({ props, strokes, onStroke }: PadProps) {
  const pad = useRef<SVGSVGElement>(null);
  const [drawing, setDrawing] = useState<readonly number[]>();
  const pointAt = (event: PointerEvent): readonly [number, number] => {
    const box = pad.current?.getBoundingClientRect() ?? { left: 0, top: 0, width, height };
    const within = (share: number, most: number) => Math.round(Math.min(1, Math.max(0, share)) * most);
    return [
      within((event.clientX - box.left) / box.width, width),
      within((event.clientY - box.top) / box.height, height),
    ];
  };
  const end = () => {
    if (drawing !== undefined && drawing.length >= 4) onStroke(drawing);
    setDrawing(undefined);
    props.onLeave();
  };
  return (
    <svg
      ref={pad}
      id={props.id}
      className="dxf-pad"
      viewBox={`0 0 ${width} ${height}`}
      data-invalid={props.isInvalid || undefined}
      role="img"
      aria-describedby={props.describedBy}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawing(pointAt(event));
      }}
      onPointerMove={(event) => {
        if (drawing === undefined) return;
        const [x, y] = pointAt(event);
        // A hand trembles; two units are less than the width of the line.
        const [lastX = 0, lastY = 0] = drawing.slice(-2);
        if (Math.abs(x - lastX) + Math.abs(y - lastY) >= 4) setDrawing([...drawing, x, y]);
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <title>{props.t('signature.here')}</title>
      {strokes.length === 0 && drawing === undefined ? (
        <text x={width / 2} y={height / 2}>
          {props.t('signature.here')}
        </text>
      ) : null}
      {[...strokes, ...(drawing === undefined ? [] : [drawing])].map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their order
        <path key={index} d={pathOf(stroke)} />
      ))}
    </svg>
  );
}
