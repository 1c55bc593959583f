import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, Select, Table } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { ApiError, call } from '#client';
import { type EnterpriseImport, routes } from '#core/contract';
import { screeningMessages } from '#core/messages';
import { checkColumns } from '#core/screening';
import { dayText, errorText, useLocale, useMessages } from '#ui';

type Column = EnterpriseImport['columns'][number];
type Variable = Column['variable'];
const types: readonly Variable['type'][] = ['string', 'number', 'money', 'date', 'boolean', 'list'];

/** What each column of the file becomes: guessed by its header, checked by who imports, told at once where it cannot be. */
export function ColumnMapping({
  data,
  onDiscard,
}: {
  readonly data: EnterpriseImport;
  readonly onDiscard: () => void;
}) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const [columns, setColumns] = useState<ReadonlyMap<number, Column>>(
    () => new Map(data.columns.map((column) => [column.index, column])),
  );
  const [asOf, setAsOf] = useState(() => dayText(new Date().toISOString()));
  const [source, setSource] = useState('');
  const known = useQuery({
    queryKey: ['registry-variables'],
    queryFn: async () => (await call(routes.listRegistryVariables)).items,
  });
  const guessed = new Map(data.columns.map((column) => [column.index, column.variable]));
  const chosen = [...columns.values()].sort((a, b) => a.index - b.index);
  const problems = checkColumns(chosen as never, known.data ?? []);
  const start = useMutation({
    mutationFn: () =>
      call(routes.startEnterpriseImport, {
        params: { importId: data.id },
        body: { columns: chosen, asOf, source: source.trim() },
      }),
    onSuccess: (after) => queries.setQueryData(['import', data.id], after),
  });
  const set = (index: number, column: Column | null) => {
    const next = new Map(columns);
    if (column === null) next.delete(index);
    else next.set(index, column);
    setColumns(next);
  };
  const variableNamed = (index: number, name: string): Variable | undefined =>
    (known.data?.find((variable) => variable.name === name) as Variable | undefined) ?? guessed.get(index);
  const choose = (index: number, name: string) => {
    const variable = name === '' ? undefined : variableNamed(index, name);
    set(index, variable === undefined ? null : withUnit({ index, variable }, columns.get(index)?.moneyUnit));
  };
  const isNew = (name: string) => known.data?.every((variable) => variable.name !== name) === true;
  return (
    <section>
      <h2>{t('import.map')}</h2>
      <p className="dx-note">{t('import.mapLead')}</p>
      {start.error === null ? null : <Alert type="error" showIcon role="alert" title={startText(start.error)} />}
      <Table<number>
        rowKey={(index) => String(index)}
        size="small"
        sticky
        pagination={false}
        loading={known.isPending}
        scroll={{ x: 820 }}
        dataSource={data.headers.map((_, index) => index)}
        columns={[
          { key: 'header', title: t('import.header'), render: (_, index) => data.headers[index] },
          {
            key: 'sample',
            title: t('import.sample'),
            render: (_, index) => (
              <span className="dx-note">{data.samples.find((row) => row[index])?.[index] ?? '—'}</span>
            ),
          },
          {
            key: 'becomes',
            title: t('import.becomes'),
            width: 260,
            render: (_, index) => {
              const current = columns.get(index)?.variable.name ?? '';
              const own = guessed.get(index);
              return (
                <Select
                  aria-label={`${data.headers[index]} ${t('import.becomes')}`}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={current}
                  style={{ width: '100%' }}
                  options={[
                    { value: '', label: t('import.leave') },
                    ...(own !== undefined && isNew(own.name)
                      ? [{ value: own.name, label: t('import.newVariable', { name: own.name }) }]
                      : []),
                    ...(known.data ?? []).map(({ name, label }) => ({ value: name, label })),
                  ]}
                  onChange={(name) => choose(index, name)}
                />
              );
            },
          },
          {
            key: 'type',
            title: t('import.type'),
            width: 220,
            render: (_, index) => {
              const column = columns.get(index);
              if (column === undefined) return null;
              const { variable } = column;
              return (
                <span className="dx-import-type">
                  {isNew(variable.name) ? (
                    <Select
                      aria-label={`${data.headers[index]} ${t('import.type')}`}
                      value={variable.type}
                      options={types.map((type) => ({ value: type, label: t(`type.${type}`) }))}
                      onChange={(type) =>
                        set(index, withUnit({ index, variable: { ...variable, type } }, column.moneyUnit))
                      }
                    />
                  ) : (
                    t(`type.${variable.type}`)
                  )}
                  {variable.type === 'money' ? (
                    <Select
                      aria-label={`${data.headers[index]} ${t('import.unit')}`}
                      value={column.moneyUnit ?? 'yuan'}
                      options={(['yuan', 'wan'] as const).map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
                      onChange={(moneyUnit) => set(index, { ...column, moneyUnit })}
                    />
                  ) : null}
                </span>
              );
            },
          },
        ]}
      />
      <Form layout="vertical" className="dx-import-foot" requiredMark={false}>
        <Form.Item label={t('import.asOf')}>
          <DatePicker
            aria-label={t('import.asOf')}
            allowClear={false}
            value={dayjs(asOf)}
            disabledDate={(day) => day.isAfter(dayjs(), 'day')}
            onChange={(day) => setAsOf(day?.format('YYYY-MM-DD') ?? asOf)}
          />
        </Form.Item>
        <Form.Item label={t('import.source')} help={t('import.sourceHelp')} htmlFor="import-source">
          <Input id="import-source" value={source} maxLength={60} onChange={({ target }) => setSource(target.value)} />
        </Form.Item>
      </Form>
      {known.data === undefined || problems.length === 0 ? null : (
        <ul className="dx-import-problems" role="status">
          {problems.map((problem) => {
            const name = 'name' in problem ? problem.name : '';
            return <li key={`${problem.code}-${name}`}>{t(`import.problem.${problem.code}`, { name })}</li>;
          })}
        </ul>
      )}
      <p className="dx-actions">
        <Button onClick={onDiscard}>{t('import.discard')}</Button>
        <Button
          type="primary"
          loading={start.isPending}
          disabled={known.data === undefined || problems.length > 0 || source.trim() === ''}
          onClick={() => start.mutate()}
        >
          {t('import.start')}
        </Button>
      </p>
    </section>
  );

  function startText(error: unknown): string {
    const first = error instanceof ApiError && error.code === 'COLUMNS_INVALID' ? error.issues?.[0] : undefined;
    const problem = problems.find(({ code }) => code === first?.code);
    return problem === undefined ? errorText(error, locale) : t(`import.problem.${problem.code}`, { name: '' });
  }
}

/** Money needs its unit; nothing else has one here. */
function withUnit({ index, variable }: Column, moneyUnit: Column['moneyUnit']): Column {
  return variable.type === 'money' ? { index, variable, moneyUnit: moneyUnit ?? 'yuan' } : { index, variable };
}
