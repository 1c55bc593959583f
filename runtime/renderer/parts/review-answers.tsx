import type { ReactElement } from 'react';
import { translator, useStoreVersion } from '../session/hooks.js';
import { storeOf } from '../session/session-store.js';
import type { FormSession } from '../types.js';
import { AnswerRows } from './answer-rows.js';

interface ReviewAnswersProps {
  readonly session: FormSession;
  readonly onChange: (sectionIndex: number) => void;
}

/** Check-your-answers: all visible answers by page, each page with “修改”. */
export function ReviewAnswers({ session, onChange }: ReviewAnswersProps): ReactElement {
  const store = storeOf(session);
  useStoreVersion(store);
  const { locale, engine } = store;
  const t = translator(locale);
  return (
    <div className="dxf dxf-review">
      {store.sections.map((section, index) => {
        const title =
          (locale === 'en-US' && section.node?.['x-translations']?.['en-US']?.title) ||
          section.title ||
          t('otherSection');
        const fields = section.fields.filter((field) => engine.get(field.id)?.visible === true);
        return (
          <section key={section.id ?? section.fields[0]?.id} className="dxf-section">
            <header className="dxf-review-head">
              <h2 className="dxf-heading">{title}</h2>
              <button
                type="button"
                className="dxf-link"
                aria-label={t('changeSection', { title })}
                onClick={() => onChange(index)}
              >
                {t('change')}
              </button>
            </header>
            <AnswerRows fields={fields} answerOf={(field) => engine.get(field.id)?.value} locale={locale} />
          </section>
        );
      })}
    </div>
  );
}
