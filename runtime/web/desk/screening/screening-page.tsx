import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { ApiError, call } from '#client';
import { routes, type ScreeningView } from '#core/contract';
import { formatDateTime, formatLongDate, screeningMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import { Amount, errorText, FirmTrace, Loaded, PageName, Tag, useLocale, useMessages, WorkProgress } from '#ui';
import { ScreeningRows } from './screening-rows.js';
import { useScreeningState } from './screenings-page.js';

/** How often a screening under way is looked at. */
const lookMs = 700;

/** One screening: money against the budget, who qualifies, who nearly does, and confirming the list. */
export function ScreeningPage() {
  const { screeningId = '' } = useParams();
  const screening = useQuery({
    queryKey: ['screening', screeningId],
    queryFn: () => call(routes.getScreening, { params: { screeningId } }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? lookMs : false),
  });
  return (
    <div className="dx-pane dx-office-page">
      <Loaded query={screening} rows={2}>
        {(data) => <Screening data={data} />}
      </Loaded>
    </div>
  );
}

function Screening({ data }: { readonly data: ScreeningView }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const stateOf = useScreeningState();
  const [address, setAddress] = useSearchParams();
  const firm = address.get('firm');
  const { word, tone } = stateOf(data);
  const lookUp = (value: string) =>
    setAddress((before) => {
      if (value === '') before.delete('firm');
      else before.set('firm', value);
      return before;
    });
  return (
    <>
      <PageName name={`${t('screening.title')} · ${data.policyTitle}`} />
      <header className="dx-screen-head">
        <div>
          <h2>
            {data.policyTitle} <Tag tone={tone}>{word}</Tag>
          </h2>
          <p className="dx-note">
            {t('screening.asOf', { date: formatLongDate(data.snapshotAsOf, locale), version: data.version ?? 0 })} ·{' '}
            {formatDateTime(data.startedAt, locale)} {data.startedBy}
          </p>
        </div>
        {data.may.confirm ? <Confirm data={data} /> : null}
      </header>
      <UnderWay data={data} />
      {data.status === 'failed' ? <Alert type="error" showIcon title={t('screening.failedHelp')} /> : null}
      {data.status === 'cancelled' ? <Alert type="info" showIcon title={t('screening.cancelledHelp')} /> : null}
      {data.confirmed.at === null ? null : (
        <Alert
          type="success"
          showIcon
          title={`${t('screening.confirmedText', {
            name: data.confirmed.byName ?? '',
            time: formatDateTime(data.confirmed.at, locale),
            cases: data.confirmed.cases,
          })}${data.confirmed.skipped === 0 ? '' : t('screening.skippedText', { n: data.confirmed.skipped })}`}
        />
      )}
      <Figures data={data} />
      <Input.Search
        className="dx-screen-lookup"
        allowClear
        aria-label={t('trace.lookUp')}
        placeholder={t('trace.lookUp')}
        maxLength={120}
        onSearch={(value) => lookUp(value.trim().length < 2 ? '' : value.trim())}
      />
      <ScreeningRows data={data} />
      <FirmTrace screening={data} asked={firm === null ? null : { firm }} onClose={() => lookUp('')} />
    </>
  );
}

function UnderWay({ data }: { readonly data: ScreeningView }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const cancel = useMutation({
    mutationFn: () => call(routes.cancelScreening, { params: { screeningId: data.id }, body: {} }),
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['screening', data.id] }),
  });
  if (data.status !== 'running') return null;
  const { done, total } = data.progress;
  const text = t('screening.progress', {
    done: done.toLocaleString('en-US'),
    total: (total ?? 0).toLocaleString('en-US'),
  });
  return (
    <WorkProgress
      progress={data.progress}
      text={`${t(data.stage === 'confirm' ? 'screening.confirming' : 'screening.running')} ${text}`}
      {...(data.may.cancel
        ? { cancel: { label: t('screening.cancel'), isPending: cancel.isPending, onCancel: () => cancel.mutate() } }
        : {})}
    />
  );
}

function Figures({ data }: { readonly data: ScreeningView }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const { tally, budgetFen } = data;
  const left = budgetFen === null ? null : budgetFen - tally.sumFen;
  const keptOut = tally.failedBy.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  return (
    <section className="dx-screen-figures">
      <div className="dx-screen-money">
        <p className="dx-note">{t('screening.money')}</p>
        <Amount fen={tally.sumFen} size="hero" />
        <p className="dx-note">
          {t('screening.firmsOnList', { n: (tally.outcomes.hit - data.excluded).toLocaleString('en-US') })} ·{' '}
          {t('screening.screened', { n: tally.screened.toLocaleString('en-US') })}
        </p>
        {budgetFen === null || left === null ? null : (
          <p className={left < 0 ? 'dx-screen-over' : 'dx-note'}>
            {t('screening.budgetOf', { amount: formatYuan(budgetFen, locale) })} ·{' '}
            {left < 0
              ? t('screening.over', { amount: formatYuan(-left, locale) })
              : t('screening.within', { amount: formatYuan(left, locale) })}
          </p>
        )}
      </div>
      {keptOut.length === 0 ? null : (
        <div className="dx-screen-kept">
          <p className="dx-note">{t('screening.failedBy')}</p>
          <ul>
            {keptOut.slice(0, 5).map(({ id, title, count }) => (
              <li key={id}>
                <span>{title}</span>
                <strong>{count.toLocaleString('en-US')}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** Asks once more with the figures that the officer has seen; another list by now is told, not confirmed. */
function Confirm({ data }: { readonly data: ScreeningView }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const listed = useQuery({
    queryKey: ['screening', data.id, 'listed', data.excluded],
    queryFn: () => listedOf(data),
    enabled: isOpen,
  });
  const confirm = useMutation({
    mutationFn: () =>
      call(routes.confirmScreening, { params: { screeningId: data.id }, body: listed.data ?? { firms: 1, sumFen: 0 } }),
    onSuccess: (after) => {
      queries.setQueryData(['screening', data.id], after);
      setOpen(false);
    },
    onError: () => queries.invalidateQueries({ queryKey: ['screening', data.id] }),
  });
  const isStale = confirm.error instanceof ApiError && confirm.error.code === 'REVISION_CONFLICT';
  const { firms = 0, sumFen = 0 } = listed.data ?? {};
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('screening.confirm')}
      </Button>
      <Modal
        open={isOpen}
        title={t('screening.confirmTitle', { n: firms })}
        okText={t('screening.confirmOk')}
        okButtonProps={{ disabled: listed.data === undefined || firms === 0, loading: confirm.isPending }}
        onOk={() => confirm.mutate()}
        onCancel={() => setOpen(false)}
      >
        {[confirm.error, listed.error].map((error) =>
          error === null ? null : (
            <Alert
              key={String(error)}
              type="error"
              showIcon
              role="alert"
              title={isStale ? t('screening.changed') : errorText(error, locale)}
            />
          ),
        )}
        <p>{t('screening.confirmHelp', { amount: formatYuan(sumFen, locale) })}</p>
      </Modal>
    </>
  );
}

/** Firms that are still on the list, and their money. */
async function listedOf(data: ScreeningView): Promise<{ readonly firms: number; readonly sumFen: number }> {
  const { hit } = data.tally.outcomes;
  let excludedFen = 0;
  let cursor: string | undefined;
  do {
    const page = await call(routes.listScreeningRows, {
      params: { screeningId: data.id },
      query: { group: 'hit', state: 'excluded', cursor, limit: 100 },
    });
    for (const { amountFen } of page.items) excludedFen += amountFen ?? 0;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { firms: hit - data.excluded, sumFen: data.tally.sumFen - excludedFen };
}
