import { Link } from 'react-router';
import type { CatalogueRow } from '#core/contract';
import { formatDate, portalMessages, redemptionWords } from '#core/messages';
import { Amount, Tag, useLocale, useMessages, Verdict } from '#ui';

/** One policy as a row: what, for whom, how and until when, how much, and the verdict. The whole row leads to the guide. */
export function PolicyRow({ row, href }: { readonly row: CatalogueRow; readonly href: string }) {
  const words = useMessages(redemptionWords);
  return (
    <li className="dx-policy">
      <div className="dx-policy-what">
        <h2>
          <Link to={href}>{row.title}</Link>
        </h2>
        <p>{row.summary}</p>
        <p className="dx-note">
          <Tag tone={row.redemption === 'promised' ? 'neutral' : 'primary'}>{words(row.redemption)}</Tag>{' '}
          <Deadline row={row} />
        </p>
      </div>
      <div className="dx-policy-amount">
        {row.amountFen === null ? (
          <span className="dx-amount">{row.amountText}</span>
        ) : (
          <Amount fen={row.amountFen} size="large" />
        )}
      </div>
      <div className="dx-policy-verdict">
        {row.assessment === null ? null : <Verdict assessment={row.assessment} />}
      </div>
    </li>
  );
}

/** Until when, in words. */
export function Deadline({
  row,
}: {
  readonly row: Pick<CatalogueRow, 'availability' | 'opensAt' | 'closesAt' | 'workingDaysLeft'>;
}) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  if (row.availability === 'not-yet' && row.opensAt !== null)
    return <span>{t('row.opens', { date: formatDate(row.opensAt, locale) })}</span>;
  if (row.closesAt === null) return <span>{t('row.always')}</span>;
  const date = formatDate(row.closesAt, locale);
  if (row.availability === 'closed') return <span>{t('row.closed', { date })}</span>;
  return <span>{t('row.closes', { date, n: row.workingDaysLeft ?? 0 })}</span>;
}
