import type { ReactNode } from 'react';
import { Brand } from './brand.js';

/** A page in the middle of the screen, for signing in. */
export function CentredPage({
  title,
  children,
  foot,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}) {
  return (
    <main className="dx-centred">
      <div className="dx-panel">
        <h1>
          <Brand name={title} href="/" />
        </h1>
        {children}
        {foot === undefined ? null : <p className="dx-centred-foot">{foot}</p>}
      </div>
    </main>
  );
}
