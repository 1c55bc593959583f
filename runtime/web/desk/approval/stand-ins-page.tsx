import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Input, Switch, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { call } from '#client';
import { type Me, routes, type StandIn } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { EmptyState, errorText, Loaded, may, PageName, useLocale, useMessages } from '#ui';
import { PersonSelect } from './person-select.js';

interface Values {
  readonly accountId?: string;
  readonly standInId: string;
  readonly from: Dayjs;
  readonly until?: Dayjs | null;
  readonly reason: string;
}

/** Who stands in for whom (AB岗, R37): one's own, and for who manages accounts everybody's, with the tenant's rules. */
export function StandInsPage({ me }: { readonly me: Me }) {
  const t = useMessages(approvalMessages);
  const standIns = useQuery({ queryKey: ['stand-ins'], queryFn: () => call(routes.listStandIns) });
  const manages = may(me, 'account.manage');
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('standIn.title')} />
      <p className="dx-note">{t('standIn.help')}</p>
      <AddStandIn me={me} manages={manages} />
      <Loaded query={standIns}>{({ items }) => <StandInTable me={me} manages={manages} items={items} />}</Loaded>
      {manages ? <Rules /> : null}
    </div>
  );
}

function AddStandIn({ me, manages }: { readonly me: Me; readonly manages: boolean }) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const add = useMutation({
    mutationFn: ({ accountId = me.accountId, standInId, from, until, reason }: Values) =>
      call(routes.createStandIn, {
        body: {
          accountId,
          standInId,
          from: from.format('YYYY-MM-DD'),
          until: until?.format('YYYY-MM-DD') ?? null,
          reason: reason.trim(),
        },
      }),
    onSuccess: () => {
      form.resetFields();
      message.success(t('standIn.added'));
    },
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['stand-ins'] }),
  });
  const needed = { required: true, message: t('needed') };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="dx-stand-in-form"
      initialValues={{ from: dayjs() }}
      onFinish={(values) => add.mutate(values)}
    >
      {manages ? (
        <Form.Item name="accountId" label={t('standIn.who')} rules={[needed]}>
          <PersonSelect />
        </Form.Item>
      ) : null}
      <Form.Item name="standInId" label={t('standIn.by')} rules={[needed]}>
        <PersonSelect />
      </Form.Item>
      <Form.Item name="from" label={t('standIn.from')} rules={[needed]}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item name="until" label={t('standIn.until')}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="reason" label={t('standIn.reason')} rules={[{ ...needed, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        {t('standIn.add')}
      </Button>
    </Form>
  );
}

interface TableProps {
  readonly me: Me;
  readonly manages: boolean;
  readonly items: readonly StandIn[];
}

function StandInTable({ me, manages, items }: TableProps) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const end = useMutation({
    mutationFn: (standInId: string) => call(routes.endStandIn, { params: { standInId } }),
    onSuccess: () => message.success(t('standIn.ended')),
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['stand-ins'] }),
  });
  return (
    <Table<StandIn>
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={items}
      scroll={items.length === 0 ? {} : { x: 640 }}
      locale={{ emptyText: <EmptyState title={t('standIn.none')} help={t('standIn.noneHelp')} /> }}
      columns={[
        { key: 'who', title: t('standIn.who'), dataIndex: 'accountName' },
        { key: 'by', title: t('standIn.by'), dataIndex: 'standInName' },
        { key: 'from', title: t('standIn.from'), dataIndex: 'from' },
        { key: 'until', title: t('standIn.until'), render: (_, { until }) => until ?? t('standIn.open') },
        { key: 'reason', title: t('standIn.reason'), dataIndex: 'reason' },
        {
          key: 'end',
          title: '',
          render: (_, { id, accountId }) =>
            manages || accountId === me.accountId ? (
              <Button type="link" size="small" loading={end.isPending} onClick={() => end.mutate(id)}>
                {t('standIn.end')}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}

/** R58: whether finance may hold approval steps. */
function Rules() {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const rules = useQuery({ queryKey: ['tenant-rules'], queryFn: () => call(routes.getTenantRules) });
  const save = useMutation({
    mutationFn: (financeApproves: boolean) => call(routes.putTenantRules, { body: { financeApproves } }),
    onSuccess: (answer) => {
      queries.setQueryData(['tenant-rules'], answer);
      message.success(t('rules.saved'));
    },
    onError: (error) => message.error(errorText(error, locale)),
  });
  return (
    <section className="dx-rules">
      <h2>{t('rules.title')}</h2>
      <Loaded query={rules} rows={1}>
        {({ financeApproves }) => (
          <p>
            <Switch
              id="finance-approves"
              checked={financeApproves}
              loading={save.isPending}
              onChange={(isOn) => save.mutate(isOn)}
            />{' '}
            <label htmlFor="finance-approves">{t('rules.finance')}</label>
            <br />
            <span className="dx-note">{t('rules.financeHelp')}</span>
          </p>
        )}
      </Loaded>
    </section>
  );
}
