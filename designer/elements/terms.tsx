import { Input, InputNumber } from 'antd';
import { designerMessages } from '#core/messages';
import { useMessages } from '#ui';
import { ElementRow } from './element-row.js';
import type { ElementsProps } from './elements-tab.js';

/** When one may apply, how long it takes, how often one has to come. */
export function Terms({ elements, set }: ElementsProps) {
  const t = useMessages(designerMessages);
  return (
    <section className="dx-panel ds-section" aria-labelledby="terms">
      <h3 id="terms">{t('elements.terms')}</h3>
      <div className="ds-two">
        {(['opensOn', 'closesOn'] as const).map((key) => (
          <ElementRow key={key} place={key} label={t(`element.${key}`)} help={t(`element.${key}.help`)}>
            {(id) => (
              <Input
                id={id}
                type="date"
                value={elements[key] ?? ''}
                onChange={(event) => set({ [key]: event.target.value === '' ? null : event.target.value }, key)}
              />
            )}
          </ElementRow>
        ))}
        <ElementRow
          place="promisedWorkingDays"
          label={t('element.promisedWorkingDays')}
          help={t('element.promisedWorkingDays.help')}
        >
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={365}
              precision={0}
              suffix={t('workingDays')}
              value={elements.promisedWorkingDays}
              onChange={(value) => value !== null && set({ promisedWorkingDays: value }, 'promisedWorkingDays')}
            />
          )}
        </ElementRow>
        <ElementRow place="visits" label={t('element.visits')} help={t('element.visits.help')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              max={10}
              precision={0}
              suffix={t('times')}
              value={elements.visits}
              onChange={(value) => value !== null && set({ visits: value }, 'visits')}
            />
          )}
        </ElementRow>
      </div>
    </section>
  );
}
