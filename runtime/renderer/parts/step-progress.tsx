import type { ReactElement } from 'react';
import { translator, useStoreVersion } from '../session/hooks.js';
import { storeOf } from '../session/session-store.js';
import type { FormSession } from '../types.js';

/** “第 2 步，共 4 步：经营情况” with a bar; nothing where there is one page only. */
export function StepProgress({ session }: { readonly session: FormSession }): ReactElement | null {
  const store = storeOf(session);
  useStoreVersion(store);
  const t = translator(store.locale);
  const { sections, index } = store;
  const section = sections[index];
  if (section === undefined || sections.length < 2) return null;
  const title = (store.locale === 'en-US' && section.node?.['x-translations']?.['en-US']?.title) || section.title;
  const params = { step: index + 1, count: sections.length };
  return (
    <div className="dxf-progress">
      <p>
        {title === '' ? t('stepUntitled', params) : t('step', params)}
        <strong>{title}</strong>
      </p>
      <progress value={index + 1} max={sections.length} aria-label={t('stepUntitled', params)} />
    </div>
  );
}
