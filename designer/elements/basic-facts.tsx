import { Select } from 'antd';
import { audienceWords, designerMessages, policyClassWords, projectClassWords, redemptionWords } from '#core/messages';
import { policyClasses, projectClasses, redemptions } from '#core/policy';
import { useMessages } from '#ui';
import { DraftInput } from '../parts/draft-input.js';
import { ElementRow } from './element-row.js';
import type { ElementsProps } from './elements-tab.js';

/** Title, summary, for whom, of which class, on which text it rests. */
export function BasicFacts({ elements, set }: ElementsProps) {
  const t = useMessages(designerMessages);
  const audience = useMessages(audienceWords);
  const policyClass = useMessages(policyClassWords);
  const redemption = useMessages(redemptionWords);
  const projectClass = useMessages(projectClassWords);
  const text = (key: 'title' | 'summary' | 'ownerUnit' | 'area' | 'maxAmountText', max: number, rows?: number) => (
    <ElementRow place={key} label={t(`element.${key}`)} help={t(`element.${key}.help`)}>
      {(id) => (
        <DraftInput
          id={id}
          value={elements[key]}
          maxLength={max}
          {...(rows === undefined ? {} : { rows })}
          onCommit={(value) => set({ [key]: value }, key)}
        />
      )}
    </ElementRow>
  );
  return (
    <section className="dx-panel ds-section" aria-labelledby="basic-facts">
      <h3 id="basic-facts">{t('elements.basic')}</h3>
      {text('title', 80)}
      {text('summary', 300, 2)}
      <div className="ds-two">
        <ElementRow place="audience" label={t('element.audience')}>
          {(id) => (
            <Select
              id={id}
              value={elements.audience}
              options={(['enterprise', 'person'] as const).map((value) => ({ value, label: audience(value) }))}
              onChange={(value) => set({ audience: value }, 'audience')}
            />
          )}
        </ElementRow>
        <ElementRow place="policyClass" label={t('element.policyClass')}>
          {(id) => (
            <Select
              id={id}
              value={elements.policyClass}
              options={policyClasses.map((value) => ({ value, label: policyClass(value) }))}
              onChange={(value) => set({ policyClass: value }, 'policyClass')}
            />
          )}
        </ElementRow>
        <ElementRow place="redemption" label={t('element.redemption')}>
          {(id) => (
            <Select
              id={id}
              value={elements.redemption}
              options={redemptions.map((value) => ({ value, label: redemption(value) }))}
              onChange={(value) => set({ redemption: value }, 'redemption')}
            />
          )}
        </ElementRow>
        <ElementRow place="projectClass" label={t('element.projectClass')}>
          {(id) => (
            <Select
              id={id}
              value={elements.projectClass}
              options={projectClasses.map((value) => ({ value, label: projectClass(value) }))}
              onChange={(value) => set({ projectClass: value }, 'projectClass')}
            />
          )}
        </ElementRow>
      </div>
      {text('maxAmountText', 60)}
      <div className="ds-two">
        {text('ownerUnit', 60)}
        {text('area', 60)}
      </div>
      <SourceText elements={elements} set={set} />
    </section>
  );
}

function SourceText({ elements, set }: ElementsProps) {
  const t = useMessages(designerMessages);
  return (
    <div className="ds-two ds-first-wide">
      {(['title', 'number', 'issuer'] as const).map((key) => (
        <ElementRow key={key} place={`document.${key}`} label={t(`element.document.${key}`)}>
          {(id) => (
            <DraftInput
              id={id}
              value={elements.document[key]}
              maxLength={200}
              onCommit={(value) => set({ document: { ...elements.document, [key]: value } }, `document.${key}`)}
            />
          )}
        </ElementRow>
      ))}
    </div>
  );
}
