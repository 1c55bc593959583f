import { uiMessages } from '#core/messages';
import { describeAmount } from '#core/money';
import { useLocale, useMessages } from './preferences.js';

/** An amount as a figure with its unit; the exact value on demand (look.md). */
export function Amount({
  fen,
  size = 'text',
}: {
  readonly fen: number | null;
  readonly size?: 'text' | 'large' | 'hero';
}) {
  const locale = useLocale();
  const t = useMessages(uiMessages);
  if (fen === null) return <span className="dx-amount">{t('amount.none')}</span>;
  const amount = describeAmount(fen, locale);
  return (
    <span className="dx-amount" data-size={size} title={amount.exact}>
      {amount.sign}
      {amount.figure}
      <small>{amount.unit}</small>
    </span>
  );
}
