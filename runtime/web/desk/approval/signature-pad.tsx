import { Button } from 'antd';
import { useRef, useState } from 'react';
import { approvalMessages } from '#core/messages';
import { useMessages, useUploader } from '#ui';

interface SignaturePadProps {
  /** File id of the drawn signature, or null while there is none. */
  readonly value: string | null;
  readonly onChange: (fileId: string | null) => void;
  readonly onError: (error: unknown) => void;
}

/** A box to sign in by pen, finger or mouse; what was drawn is uploaded as a picture when the pen rests. */
export function SignaturePad({ value, onChange, onError }: SignaturePadProps) {
  const t = useMessages(approvalMessages);
  const upload = useUploader();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawing, setDrawing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { width, height } = event.currentTarget;
    return [
      ((event.clientX - box.left) * width) / box.width,
      ((event.clientY - box.top) * height) / box.height,
    ] as const;
  };
  const send = () => {
    canvas.current?.toBlob((blob) => {
      if (blob === null) return;
      setBusy(true);
      const file = new File([blob], 'signature.png', { type: 'image/png' });
      upload(file, { onProgress: () => undefined, signal: new AbortController().signal })
        .then(({ fileId }) => onChange(fileId))
        .catch(onError)
        .finally(() => setBusy(false));
    }, 'image/png');
  };
  const clear = () => {
    clearTimeout(timer.current);
    const drawn = canvas.current;
    drawn?.getContext('2d')?.clearRect(0, 0, drawn.width, drawn.height);
    onChange(null);
  };
  return (
    <div className="dx-signature">
      <span id="signature-label">{t('record.signature')}</span>
      <canvas
        ref={canvas}
        width={560}
        height={180}
        aria-labelledby="signature-label"
        role="img"
        onPointerDown={(event) => {
          clearTimeout(timer.current);
          event.currentTarget.setPointerCapture(event.pointerId);
          const context = event.currentTarget.getContext('2d');
          if (context === null) return;
          context.lineWidth = 4;
          context.lineCap = 'round';
          context.beginPath();
          context.moveTo(...at(event));
          setDrawing(true);
        }}
        onPointerMove={(event) => {
          const context = isDrawing ? event.currentTarget.getContext('2d') : null;
          if (context === null) return;
          context.lineTo(...at(event));
          context.stroke();
        }}
        onPointerUp={() => {
          setDrawing(false);
          timer.current = setTimeout(send, 700);
        }}
      />
      <span className="dx-note">
        {isBusy ? t('record.uploading') : t(value === null ? 'record.sign' : 'record.signed')}
        <Button type="link" size="small" onClick={clear}>
          {t('record.clear')}
        </Button>
      </span>
    </div>
  );
}
