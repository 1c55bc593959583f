import { useMemo } from 'react';
import { compileForm } from '#core/form';
import { ErrorSummary, FormDocument, FormRenderer, useFormSession } from '#renderer';
import { mountApp, useLocale } from '#ui';
import { everyTypeAnswers, everyTypeForm } from './every-type.js';

const now = '2026-11-22T02:00:00Z';
const codeTables = {
  regions: [
    { label: '云港市', value: '330200' },
    { label: '滨海区', value: '330201', parent: '330200' },
    { label: '东岭区', value: '330202', parent: '330200' },
  ],
};
/** `#empty`, `#filled`, `#errors`, `#dense`, `#document`: every field type in that state. */
const state = window.location.hash.slice(1) || 'empty';
const isFilled = state === 'filled' || state === 'dense' || state === 'document';

function Gallery() {
  const locale = useLocale();
  const compiled = useMemo(() => compileForm(everyTypeForm(), { codeTables }), []);
  const data = useMemo(() => (isFilled ? everyTypeAnswers : {}), []);
  const session = useFormSession({ compiled, initialData: data, now, locale });
  if (state === 'document') return <FormDocument compiled={compiled} data={data} now={now} locale={locale} />;
  return (
    <>
      <button type="button" onClick={() => session.attemptAll()}>
        检查
      </button>
      <ErrorSummary session={session} />
      <FormRenderer
        session={session}
        layout={state === 'dense' ? 'dense' : 'one-column'}
        uploader={() => Promise.reject(new Error('这一页不上传'))}
      />
    </>
  );
}

mountApp(
  <main style={{ padding: 24, maxWidth: state === 'document' || state === 'dense' ? 1000 : 688, margin: '0 auto' }}>
    <h1>字段一览</h1>
    <Gallery />
  </main>,
  state === 'dense' || state === 'document' ? 'office' : 'portal',
);
