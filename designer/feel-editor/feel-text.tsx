import { useMemo } from 'react';
import { tokensOf } from '#core/feel';

/** FEEL to be read, coloured as in the editor. */
export function FeelText({ source, names }: { readonly source: string; readonly names: readonly string[] }) {
  const tokens = useMemo(() => tokensOf(source, { names }), [source, names]);
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { kind, from, to } of tokens) {
    if (from > at) parts.push(source.slice(at, from));
    parts.push(
      <span key={from} className={`ds-token-${kind}`}>
        {source.slice(from, to)}
      </span>,
    );
    at = to;
  }
  return <code className="ds-feel-read">{parts}</code>;
}
