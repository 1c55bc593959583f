import { DesktopOutlined, MobileOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { RegistryFact } from '#core/form';
import { designerMessages } from '#core/messages';
import { EmptyState, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { Outcome } from './outcome.js';
import { PreviewForm } from './preview-form.js';
import { SampleFacts } from './sample-facts.js';

/** The form as applicants get it, with the verdict and the amount that follow from what is typed here. Nothing is sent. */
export function PreviewTab() {
  const t = useMessages(designerMessages);
  const { doc } = useDraft();
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop');
  const [facts, setFacts] = useState<Readonly<Record<string, RegistryFact>>>({});
  const [data, setData] = useState<Readonly<Record<string, unknown>>>({});
  const [round, setRound] = useState(0);
  const [now] = useState(() => new Date().toISOString());
  const isEmpty = Object.keys(doc.form.properties).length === 0;
  // Facts come into the form when it is opened; other facts are another applicant.
  const formKey = useMemo(() => `${round}:${JSON.stringify(facts)}`, [round, facts]);
  return (
    <>
      <div className="dx-pane ds-sheet-pane">
        <div className="ds-sheet-head">
          <span>{t('preview.note')}</span>
          <Button
            type="text"
            size="small"
            icon={<ReloadOutlined aria-hidden />}
            onClick={() => {
              setData({});
              setRound(round + 1);
            }}
          >
            {t('preview.again')}
          </Button>
          <Segmented
            size="small"
            aria-label={t('width')}
            value={width}
            options={[
              { value: 'desktop', label: t('width.desktop'), icon: <DesktopOutlined aria-hidden /> },
              { value: 'phone', label: t('width.phone'), icon: <MobileOutlined aria-hidden /> },
            ]}
            onChange={setWidth}
          />
        </div>
        <div className="ds-sheet ds-preview" data-width={width}>
          {isEmpty ? (
            <EmptyState title={t('preview.empty')} help={t('preview.emptyHelp')} />
          ) : (
            <PreviewForm key={formKey} facts={facts} initialData={data} now={now} onData={setData} />
          )}
        </div>
      </div>
      <aside className="dx-pane dx-pane-side ds-props" aria-label={t('preview.outcome')}>
        <Outcome data={data} facts={facts} now={now} />
        <SampleFacts facts={facts} now={now} onChange={setFacts} />
      </aside>
    </>
  );
}
