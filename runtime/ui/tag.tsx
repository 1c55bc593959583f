import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'error';

/** A short word on a soft ground. State is in the word, the colour only helps. */
export function Tag({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="dx-tag" data-tone={tone}>
      {children}
    </span>
  );
}
