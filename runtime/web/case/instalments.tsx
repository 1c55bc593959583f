import type { CaseDetail } from '#core/contract';
import { defineMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import { useLocale, useMessages } from '#ui';

const words = defineMessages({
  zh: {
    title: '分 {count} 期发放',
    part: '第 {number} 期',
    planned: '待发放',
    due: '{day} 后发放',
    waiting: '待兑付',
    failed: '兑付失败',
    paid: '已兑付',
  },
  en: {
    title: 'Paid in {count} parts',
    part: 'Part {number}',
    planned: 'Planned',
    due: 'From {day} on',
    waiting: 'To be paid',
    failed: 'Payment failed',
    paid: 'Paid',
  },
});

/** The parts in which an amount is paid; nothing where it is paid at once. */
export function Instalments({ instalments }: Pick<CaseDetail, 'instalments'>) {
  const t = useMessages(words);
  const locale = useLocale();
  if (instalments.length === 0) return null;
  return (
    <section className="dx-amount-trace">
      <p>{t('title', { count: instalments.length })}</p>
      <ol>
        {instalments.map(({ number, amountFen, status, dueOn }) => (
          <li key={number}>
            <span>
              {t('part', { number })} · {status === 'planned' && dueOn !== null ? t('due', { day: dueOn }) : t(status)}
            </span>
            <b>{formatYuan(amountFen, locale)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
