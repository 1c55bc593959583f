import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Progress, Table } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiError, call, saveBlob, uploadEnterpriseTable } from '#client';
import { type EnterpriseImport, routes } from '#core/contract';
import { cellProblemMessages, message as say, screeningMessages, tableProblemMessages } from '#core/messages';
import { csvLine } from '#core/screening';
import { EmptyState, errorText, Loaded, PageName, useLocale, useMessages, WorkProgress } from '#ui';
import { ColumnMapping } from './column-mapping.js';

/** Bringing a new snapshot in: choose a file, check its columns, wait, read what came of it. Each import has its address. */
export function ImportPage() {
  const { importId } = useParams();
  const t = useMessages(screeningMessages);
  return (
    <div className="dx-pane dx-office-page dx-import">
      <PageName name={t('import.new')} />
      {importId === undefined ? <Choose /> : <Import importId={importId} />}
      <p>
        <Link to="/enterprises">{t('import.back')}</Link>
      </p>
    </div>
  );
}

const isTableCode = (code: unknown): code is keyof typeof tableProblemMessages.zh =>
  typeof code === 'string' && Object.hasOwn(tableProblemMessages.zh, code);

/** Why a file is no table, in the reader's words; null for another failure. */
function useTableReason() {
  const locale = useLocale();
  return (code: unknown, params: Readonly<Record<string, unknown>>): string | null =>
    isTableCode(code) ? say(tableProblemMessages, locale, code, params as Record<string, string | number>) : null;
}

function Choose() {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const reasonOf = useTableReason();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [percent, setPercent] = useState(0);
  const upload = useMutation({
    mutationFn: (file: File) =>
      uploadEnterpriseTable(file, { onProgress: (share) => setPercent(Math.round(share * 100)) }),
    onSuccess: ({ id }) => navigate(`/enterprises/import/${id}`),
  });
  const told = (error: unknown) => {
    const reason = error instanceof ApiError ? reasonOf(error.params.reason, error.params) : null;
    return reason === null ? errorText(error, locale) : t('import.reason', { reason });
  };
  return (
    <EmptyState
      title={t('import.new')}
      help={t('import.chooseHelp')}
      action={
        <>
          {upload.error === null ? null : (
            <Alert type="error" showIcon role="alert" className="dx-import-alert" title={told(upload.error)} />
          )}
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={t('import.choose')}
            accept=".csv,.txt,.xlsx"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) upload.mutate(file);
              target.value = '';
            }}
          />
          {upload.isPending ? (
            <div className="dx-work" role="status">
              <p>{t('import.uploading', { percent })}</p>
              <Progress percent={percent} aria-label={t('import.uploading', { percent })} />
            </div>
          ) : (
            <Button type="primary" onClick={() => picker.current?.click()}>
              {t('import.choose')}
            </Button>
          )}
        </>
      }
    />
  );
}

/** How often work under way is looked at. */
const lookMs = 700;

function Import({ importId }: { readonly importId: string }) {
  const query = useQuery({
    queryKey: ['import', importId],
    queryFn: () => call(routes.getEnterpriseImport, { params: { importId } }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? lookMs : false),
  });
  return <Loaded query={query}>{(data) => <Stage data={data} />}</Loaded>;
}

function Stage({ data }: { readonly data: EnterpriseImport }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const reasonOf = useTableReason();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const cancel = useMutation({
    mutationFn: () => call(routes.cancelEnterpriseImport, { params: { importId: data.id }, body: {} }),
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['import', data.id] }),
  });
  const again = (
    <Link className="dx-button" to="/enterprises/import">
      {t('import.again')}
    </Link>
  );
  switch (data.status) {
    case 'uploaded':
      return <ColumnMapping data={data} onDiscard={() => cancel.mutate()} />;
    case 'running':
      return (
        <WorkProgress
          progress={data.progress}
          text={t('import.running', { done: data.progress.done.toLocaleString('en-US') })}
          cancel={{ label: t('import.cancel'), isPending: cancel.isPending, onCancel: () => cancel.mutate() }}
        />
      );
    case 'done':
      return (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('import.done', { n: data.progress.done.toLocaleString('en-US') })}
          description={t('import.doneHelp')}
        />
      );
    case 'refused':
      return (
        <>
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t('import.refused', { n: data.mistakeCount })}
            description={t('import.refusedHelp')}
          />
          <Mistakes data={data} />
          {again}
        </>
      );
    case 'failed': {
      const { code, params } = data.problem ?? { code: 'BROKEN', params: {} };
      return (
        <>
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t('import.failed', { reason: reasonOf(code, params) ?? code })}
          />
          {again}
        </>
      );
    }
    case 'cancelled':
      return (
        <>
          <Alert type="info" showIcon role="status" title={t('import.cancelled')} />
          {again}
        </>
      );
  }
}

type Mistake = EnterpriseImport['mistakes'][number];

function Mistakes({ data }: { readonly data: EnterpriseImport }) {
  const t = useMessages(screeningMessages);
  const words = useMessages(cellProblemMessages);
  const wordsOf = ({ code, params }: Mistake) => words(code, params);
  const download = () => {
    const header = [t('import.row'), t('import.column'), t('import.value'), t('import.mistake')];
    const lines = data.mistakes.map((one) => [String(one.row), one.column, one.value, wordsOf(one)]);
    const text = `\ufeff${[header, ...lines].map(csvLine).join('')}`;
    saveBlob(new Blob([text], { type: 'text/csv' }), `${data.fileName}-${t('import.mistake')}.csv`);
  };
  return (
    <section className="dx-import-mistakes">
      <p className="dx-desk-filter">
        <Button onClick={download}>{t('import.download')}</Button>
        {data.mistakeCount > data.mistakes.length ? (
          <span className="dx-note">{t('import.first', { n: data.mistakes.length })}</span>
        ) : null}
      </p>
      <Table<Mistake>
        rowKey={({ row, column, code }) => `${row}-${column}-${code}`}
        size="small"
        sticky
        dataSource={data.mistakes}
        pagination={data.mistakes.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
        columns={[
          { key: 'row', title: t('import.row'), dataIndex: 'row', width: 80 },
          { key: 'column', title: t('import.column'), dataIndex: 'column' },
          { key: 'value', title: t('import.value'), dataIndex: 'value' },
          { key: 'mistake', title: t('import.mistake'), render: (_, one) => wordsOf(one) },
        ]}
      />
    </section>
  );
}
