import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { designerMessages } from '#core/messages';
import { useMessages } from '#ui';
import { DraftInput } from '../parts/draft-input.js';
import type { ElementsProps } from './elements-tab.js';

/** Values that the issued text does not state; they are labelled as such wherever they are shown. */
export function DemoValues({ elements, set }: ElementsProps) {
  const t = useMessages(designerMessages);
  const values = elements.demoValues;
  return (
    <section className="dx-panel ds-section" aria-labelledby="demo-values" id="place-demoValues">
      <h3 id="demo-values">{t('elements.demo')}</h3>
      <p className="ds-help">{t('elements.demoHelp')}</p>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: values have no identity but their place
        <div className="ds-line" key={index}>
          {(['path', 'note'] as const).map((key) => (
            <DraftInput
              key={key}
              label={`${t(`demo.${key}`)} ${index + 1}`}
              placeholder={t(`demo.${key}`)}
              value={value[key]}
              maxLength={300}
              onCommit={(text) =>
                set({ demoValues: values.with(index, { ...value, [key]: text }) }, `demoValues.${index}.${key}`)
              }
            />
          ))}
          <Button
            type="text"
            aria-label={t('demo.remove', { number: index + 1 })}
            icon={<DeleteOutlined aria-hidden />}
            onClick={() => set({ demoValues: values.toSpliced(index, 1) }, `demoValues.remove-${index}`)}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => set({ demoValues: [...values, { path: '', note: '' }] }, 'demoValues.add')}
      >
        {t('demo.add')}
      </Button>
    </section>
  );
}
