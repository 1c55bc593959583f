import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { operationMessages } from '#core/messages';
import { ErrorState, errorText, Loaded, useLocale, useMessages } from '#ui';
import { MigrationReport } from './migration-report.js';

interface PlanProps {
  readonly policyId: string;
  readonly from: number;
  readonly to: number;
}
type Elements = AnswerOf<typeof routes.getMigrationMap>['elements'];

/** The map of steps, filled in where it suggests itself, then the trial, then the move. */
export function MigrationPlan(props: PlanProps) {
  const { policyId, from, to } = props;
  const map = useQuery({
    queryKey: ['migration-map', policyId, from, to],
    queryFn: () => call(routes.getMigrationMap, { params: { policyId, version: from, toVersion: to } }),
  });
  return <Loaded query={map}>{({ elements }) => <Plan {...props} elements={elements} />}</Loaded>;
}

/** What people know as steps comes in the list; joints and ends without a name only where nothing suggests itself. */
const isShown = ({ suggestion, elementId, name }: Elements[number]) => name !== elementId || suggestion === null;

function Plan({ policyId, from, to, elements }: PlanProps & { readonly elements: Elements }) {
  const t = useMessages(operationMessages);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      elements.flatMap(({ elementId, suggestion }) => (suggestion === null ? [] : [[elementId, suggestion]])),
    ),
  );
  const [tried, setTried] = useState<Readonly<Record<string, string>> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const report = useInfiniteQuery({
    queryKey: ['migration-try', policyId, from, to, tried],
    enabled: tried !== null,
    queryFn: ({ pageParam }) =>
      call(routes.tryMigration, {
        params: { policyId },
        body: { fromVersion: from, toVersion: to, elements: tried ?? {}, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const set = (elementId: string, target: string) => {
    const { [elementId]: _before, ...others } = chosen;
    setChosen(target === '' ? others : { ...others, [elementId]: target });
    setTried(null);
  };
  return (
    <>
      <section className="dx-panel">
        <h2>{t('migrations.map')}</h2>
        <p className="dx-note">{t('migrations.mapHelp')}</p>
        <ul className="dx-migration-map">
          {elements.filter(isShown).map(({ elementId, name, targets }) => (
            <li key={elementId}>
              <span>{name}</span>
              <Select
                aria-label={name}
                status={chosen[elementId] === undefined ? 'warning' : ''}
                value={chosen[elementId] ?? ''}
                options={[
                  { value: '', label: t('migrations.none') },
                  ...targets.map((target) => ({ value: target.elementId, label: target.name })),
                ]}
                onChange={(target) => set(elementId, target)}
              />
            </li>
          ))}
        </ul>
        <span className="dx-acts">
          <Button type={tried === null ? 'primary' : 'default'} onClick={() => setTried(chosen)}>
            {t('migrations.try')}
          </Button>
          <Button
            type={tried === null ? 'default' : 'primary'}
            disabled={report.data === undefined || from === to}
            title={report.data === undefined ? t('migrations.tryFirst') : ''}
            onClick={() => setAsking(true)}
          >
            {t('migrations.run', { version: to })}
          </Button>
        </span>
      </section>
      {report.error === null ? null : <ErrorState error={report.error} onRetry={report.refetch} />}
      {tried === null ? null : <MigrationReport report={report} />}
      {isAsking && tried !== null ? (
        <RunDialog policyId={policyId} from={from} to={to} map={tried} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}

interface RunProps extends PlanProps {
  readonly map: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

function RunDialog({ policyId, from, to, map, onClose }: RunProps) {
  const t = useMessages(operationMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const [commandId] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  async function run(reason: string): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const body = { commandId, fromVersion: from, toVersion: to, elements: { ...map }, reason };
      await call(routes.startMigration, { params: { policyId }, body });
      await queries.invalidateQueries({ queryKey: ['migrations', policyId] });
      onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={t('migrations.runTitle', { version: to })}
      okText={t('migrations.run', { version: to })}
      okButtonProps={{ loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error === null ? null : (
        <p className="dx-error" role="alert">
          {errorText(error, locale)}
        </p>
      )}
      <p>{t('migrations.runHelp')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => void run(reason.trim())}>
        <Form.Item
          name="reason"
          label={t('migrations.reason')}
          rules={[{ required: true, whitespace: true, message: t('migrations.reasonNeeded') }]}
        >
          <Input.TextArea rows={3} maxLength={500} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
