import { lazy, Suspense } from 'react';
import type { FieldInfo, FormLocale } from '#core/form';

const CapitalsText = lazy(() => import('./capitals-text.js').then((part) => ({ default: part.CapitalsText })));

interface CapitalsProps {
  readonly info: FieldInfo;
  readonly value: unknown;
  readonly locale: FormLocale;
}

/** An amount in capitals (大写) below its figures; what writes them is loaded with the first amount. */
export function Capitals({ info, value, locale }: CapitalsProps) {
  if (info.component !== 'Money' || locale !== 'zh-CN' || typeof value !== 'number') return null;
  return (
    <Suspense fallback={<span>&nbsp;</span>}>
      <CapitalsText fen={value} />
    </Suspense>
  );
}
