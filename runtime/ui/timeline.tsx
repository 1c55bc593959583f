import type { CaseDetail, TimelineEntry } from '#core/contract';
import { formatDate, formatDateTime, uiMessages } from '#core/messages';
import { describeAmount } from '#core/money';
import { useLocale, useMessages } from './preferences.js';
import { saidBy } from './timeline-words.js';
import { useOpenFile } from './use-open-file.js';

const stopped: ReadonlySet<TimelineEntry['kind']> = new Set([
  'refused',
  'acceptance-refused',
  'payment-failed',
  'incident',
]);

type Entry = Omit<TimelineEntry, 'actorName' | 'opinion' | 'detail'> &
  Partial<Pick<TimelineEntry, 'actorName' | 'opinion' | 'detail'>>;

export interface TimelineProps {
  readonly entries: readonly Entry[];
  readonly current: CaseDetail['currentSteps'];
  readonly coming: CaseDetail['coming'];
}

/** The way of a case: what is done, what is in hand, and what is to come with dates. */
export function Timeline({ entries, current, coming }: TimelineProps) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  return (
    <ol className="dx-timeline">
      {entries.map((entry) => (
        <li
          key={`${entry.seq}-${entry.kind}-${entry.stepName}-${JSON.stringify(entry.detail)}`}
          data-state={stopped.has(entry.kind) ? 'stopped' : entry.kind === 'returned' ? 'waiting' : 'done'}
        >
          <b>{[...new Set([entry.stepName, t(`timeline.${entry.kind}`)])].filter(Boolean).join(' · ')}</b>
          <span className="dx-when">
            {[formatDateTime(entry.at, locale), entry.unitName, entry.actorName].filter(Boolean).join(' · ')}
          </span>
          <Said entry={entry} />
        </li>
      ))}
      {current.map((step) => (
        <li key={step.elementId} data-state="current">
          <b>{step.name}</b>
          <span className="dx-now">
            {[
              t('timeline.current'),
              step.handler,
              step.dueAt === null
                ? ''
                : t(step.light === 'red' ? 'timeline.late' : 'timeline.expected', {
                    date: formatDate(step.dueAt, locale),
                  }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
      {coming.map((step) => (
        <li key={step.elementId} data-state="coming">
          {step.name}
          <span className="dx-when">
            {step.expectedBy === null
              ? ''
              : ` · ${t('timeline.expected', { date: formatDate(step.expectedBy, locale) })}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What was said and decided at one entry, as written by who did it. */
function Said({ entry }: { readonly entry: Entry }) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const detail = entry.detail ?? {};
  const lines: string[] = [];
  if (typeof detail.amountFen === 'number') {
    const amount = describeAmount(detail.amountFen, locale).text;
    lines.push(t(entry.kind === 'submitted' ? 'timeline.requested' : 'timeline.amount', { amount }));
  }
  if (typeof detail.amountReason === 'string' && detail.amountReason !== '')
    lines.push(t('timeline.reason', { reason: detail.amountReason }));
  if (typeof detail.voucherNumber === 'string')
    lines.push(t('timeline.voucher', { voucherNumber: detail.voucherNumber }));
  if (typeof detail.agentName === 'string') lines.push(t('timeline.agent', { agentName: detail.agentName }));
  lines.push(...saidBy(entry, t, locale));
  const items = Array.isArray(detail.items) ? detail.items : [];
  const files = [
    ...(Array.isArray(detail.attachments) ? detail.attachments : []),
    ...(typeof detail.signature === 'string' ? [detail.signature] : []),
  ];
  const open = useOpenFile();
  return (
    <>
      {lines.length === 0 ? null : <span className="dx-said">{lines.join(' · ')}</span>}
      {entry.opinion ? <q>{entry.opinion}</q> : null}
      {typeof detail.resolution === 'string' ? <q>{detail.resolution}</q> : null}
      {files.map((fileId, index) => (
        <button type="button" className="dx-said dx-file-link" key={fileId} onClick={() => open({ fileId })}>
          {fileId === detail.signature ? t('said.signature') : t('said.attachment', { number: index + 1 })}
        </button>
      ))}
      {items.map((item) => (
        <span className="dx-said" key={item}>
          · {item}
        </span>
      ))}
    </>
  );
}
