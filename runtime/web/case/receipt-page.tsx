import './receipt.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useParams } from 'react-router';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { defineMessages, formatDateTime, formatLongDate } from '#core/messages';
import { Loaded, useLocale, useMessages } from '#ui';

const words = defineMessages({
  zh: {
    title: '收件凭证',
    number: '办件编号',
    policy: '申请事项',
    applicant: '申请人',
    agent: '办事人',
    received: '收件时间',
    by: '收件人',
    unit: '收件单位',
    materials: '收到的材料',
    none: '无附件，在线填写',
    seen: '已核对原件',
    promise: '承诺在 {n} 个工作日内办结。',
    scan: '扫码查看办理进度',
    print: '打印',
    sign: '收件人签字（盖章）',
    signAgent: '办事人签字',
    keep: '请妥善保管本凭证，凭编号或二维码查询进度。',
  },
  en: {
    title: 'Receipt (收件凭证)',
    number: 'Case number',
    policy: 'Policy',
    applicant: 'Applicant',
    agent: 'Agent',
    received: 'Received at',
    by: 'Received by',
    unit: 'Office',
    materials: 'Materials received',
    none: 'No attachments; filled in online',
    seen: 'original seen',
    promise: 'Promised within {n} working days.',
    scan: 'Scan to see the progress',
    print: 'Print',
    sign: 'Signature (seal) of the receiver',
    signAgent: 'Signature of the agent',
    keep: 'Please keep this receipt; number or QR code show the progress.',
  },
});

/** The receipt (R36) as it is printed on A4. */
export function ReceiptPage() {
  const { caseId = '' } = useParams();
  const receipt = useQuery({
    queryKey: ['receipt', caseId],
    queryFn: () => call(routes.getReceipt, { params: { caseId } }),
  });
  return <Loaded query={receipt}>{(data) => <Receipt receipt={data} />}</Loaded>;
}

function Receipt({ receipt }: { readonly receipt: AnswerOf<typeof routes.getReceipt> }) {
  const t = useMessages(words);
  const locale = useLocale();
  const rows: readonly (readonly [string, string])[] = [
    [t('number'), receipt.number],
    [t('policy'), receipt.policyTitle],
    [t('applicant'), receipt.applicantName],
    ...(receipt.agentName === null ? [] : [[t('agent'), receipt.agentName] as const]),
    [
      t('received'),
      `${formatLongDate(receipt.receivedAt, locale)} ${formatDateTime(receipt.receivedAt, locale).slice(-5)}`,
    ],
    [t('unit'), receipt.unitName],
    ...(receipt.receivedBy === '' ? [] : [[t('by'), receipt.receivedBy] as const]),
  ];
  const handedIn = receipt.materials.filter(({ files }) => files.length > 0);
  return (
    <article className="dx-receipt">
      <header>
        <p>{receipt.tenantName}</p>
        <h1>{t('title')}</h1>
      </header>
      <div className="dx-receipt-body">
        <dl>
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <figure>
          <img alt={t('scan')} src={`data:image/svg+xml;utf8,${encodeURIComponent(receipt.qrSvg)}`} />
          <figcaption>{t('scan')}</figcaption>
        </figure>
      </div>
      <h2>{t('materials')}</h2>
      {handedIn.length === 0 ? <p>{t('none')}</p> : null}
      <ol>
        {handedIn.map(({ title, files }) => (
          <li key={title}>
            {title}（{files.length}）{files.some(({ originalSeen }) => originalSeen) ? ` · ${t('seen')}` : ''}
          </li>
        ))}
      </ol>
      {receipt.promisedWorkingDays === null ? null : <p>{t('promise', { n: receipt.promisedWorkingDays })}</p>}
      {receipt.receivedBy === '' ? null : (
        <div className="dx-receipt-sign">
          <span>{t('sign')}</span>
          <span>{t('signAgent')}</span>
        </div>
      )}
      <footer>{t('keep')}</footer>
      <p className="dx-receipt-print dx-no-print">
        <Button type="primary" autoFocus onClick={() => window.print()}>
          {t('print')}
        </Button>
      </p>
    </article>
  );
}
