import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { CaseDetail } from '#core/contract';
import { defineMessages, formatDate } from '#core/messages';
import { useLocale, useMessages } from '#ui';

const FlowDiagram = lazy(() => import('#ui/diagram').then(({ FlowDiagram: Diagram }) => ({ default: Diagram })));

const words = defineMessages({
  zh: { show: '看流程图', hide: '收起流程图' },
  en: { show: 'Show flow chart', hide: 'Hide flow chart' },
});

interface ChartProps {
  readonly xml: string;
  readonly done?: readonly string[];
  readonly current?: readonly string[];
  /** Who and when, for each step. */
  readonly marks?: CaseDetail['flow']['marks'];
}

/** The flow chart behind a button, so that who does not look at it does not load it. */
export function Chart({ marks = [], ...props }: ChartProps) {
  const locale = useLocale();
  const notes = marks.map(({ elementId, state, who, at }) => ({
    elementId,
    state,
    text: [who, at === null ? '' : formatDate(at, locale)].filter((part) => part !== '').join('\n'),
  }));
  const t = useMessages(words);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="dx-no-print">
      <Button type="link" style={{ paddingInline: 0 }} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'hide' : 'show')}
      </Button>
      {isOpen ? (
        <Suspense fallback={<Skeleton active />}>
          <FlowDiagram {...props} notes={notes} />
        </Suspense>
      ) : null}
    </div>
  );
}
