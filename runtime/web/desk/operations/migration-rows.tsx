import { Table } from 'antd';
import { Link } from 'react-router';
import type { MigrationRow } from '#core/contract';
import { operationMessages } from '#core/messages';
import { Tag, useMessages } from '#ui';

/** Cases with whether they can be moved, or why not. */
export function MigrationRows({ rows }: { readonly rows: readonly MigrationRow[] }) {
  const t = useMessages(operationMessages);
  if (rows.length === 0) return null;
  return (
    <Table<MigrationRow>
      rowKey="caseId"
      size="middle"
      dataSource={[...rows]}
      pagination={false}
      onRow={(_, index) => (index === 0 ? { tabIndex: 0 } : {})}
      scroll={{ x: 720 }}
      columns={[
        {
          key: 'number',
          title: t('migrations.number'),
          render: (_, row) => <Link to={`/cases/${row.caseId}`}>{row.number}</Link>,
        },
        { key: 'applicant', title: t('migrations.applicant'), dataIndex: 'applicantName' },
        { key: 'steps', title: t('migrations.steps'), render: (_, row) => row.steps.join('、') },
        {
          key: 'verdict',
          title: t('migrations.verdict'),
          render: (_, row) =>
            row.reasons.length === 0 ? (
              <Tag tone="success">{t('migrations.fits')}</Tag>
            ) : (
              row.reasons.map(({ code, params }) => (
                <div key={`${code} ${Object.values(params).join()}`}>
                  <Tag tone="warning">{t(`reason.${code}`, params)}</Tag>
                </div>
              ))
            ),
        },
      ]}
    />
  );
}
