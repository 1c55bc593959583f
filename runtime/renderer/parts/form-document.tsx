import { type ReactElement, useMemo } from 'react';
import { accessLevel, evaluateForm, type FieldInfo, holdsAnswer } from '#core/form';
import { translator } from '../session/hooks.js';
import type { FormDocumentProps } from '../types.js';
import { AnswerRows } from './answer-rows.js';

/** A submission as a document: label and value in rows, provenance behind. */
export function FormDocument(props: FormDocumentProps): ReactElement {
  const { compiled, data, locale = 'zh-CN', access, provenance = {}, changedFields = [], openFile, now } = props;
  const t = translator(locale);
  const state = useMemo(() => evaluateForm(compiled, data, { now }), [compiled, data, now]);
  // What was submitted is shown even where a rule that rests on answers this reader may not see would hide it.
  const isShown = (field: FieldInfo) =>
    accessLevel(access, field) !== 'hidden' &&
    (field.kind === 'box' || data[field.id] !== undefined || state.fields[field.id]?.visible === true);
  const tagsOf = (field: FieldInfo) => {
    const tag = provenance[field.id];
    return (
      <>
        {tag === undefined ? null : (
          <span className="dxf-tag" data-tone={tag.tone}>
            {tag.text}
          </span>
        )}
        {changedFields.includes(field.id) ? (
          <span className="dxf-tag" data-tone="warning">
            {t('changed')}
          </span>
        ) : null}
      </>
    );
  };
  return (
    <div className="dxf dxf-document">
      {compiled.sections.map((section) => {
        const fields = section.fields.filter(isShown);
        if (!fields.some(holdsAnswer)) return null;
        const title = (locale === 'en-US' && section.node?.['x-translations']?.['en-US']?.title) || section.title;
        return (
          <section key={section.id ?? section.fields[0]?.id} className="dxf-section">
            {title === '' ? null : <h2 className="dxf-heading">{title}</h2>}
            <AnswerRows
              fields={fields}
              answerOf={(field) => data[field.id] ?? state.fields[field.id]?.value}
              locale={locale}
              openFile={openFile}
              tagsOf={tagsOf}
            />
          </section>
        );
      })}
    </div>
  );
}
