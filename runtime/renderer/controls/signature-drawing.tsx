import { type SignatureAnswer, signatureSize } from '#core/form';

const { width, height } = signatureSize;
export const answerOf = (value: unknown): SignatureAnswer | undefined =>
  typeof value === 'object' && value !== null ? (value as SignatureAnswer) : undefined;

/** `M x y L x y …` for each line. */
export const pathOf = (stroke: readonly number[]): string =>
  stroke.reduce((path, entry, index) => `${path}${index === 0 ? 'M' : index === 2 ? 'L' : ' '}${entry}`, '');

/** The lines of a signature, or the name of who typed it, as they stand on paper. */
export function SignatureDrawing({ value, label }: { readonly value: unknown; readonly label: string }) {
  const answer = answerOf(value);
  if (answer === undefined) return null;
  if ('typed' in answer) return <span className="dxf-signed-name">{answer.typed}</span>;
  return (
    <svg className="dxf-signed" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {answer.strokes.map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their order
        <path key={index} d={pathOf(stroke)} />
      ))}
    </svg>
  );
}
