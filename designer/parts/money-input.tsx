import { useState } from 'react';
import { designerMessages } from '#core/messages';
import { formatExactYuan, parseAmount, yuanText } from '#core/money';
import { useLocale, useMessages } from '#ui';
import { DraftInput } from './draft-input.js';

interface MoneyInputProps {
  readonly id: string;
  readonly fen: number | null;
  readonly onCommit: (fen: number | null) => void;
}

/** Typed in 元 (or with 万 behind it), kept in 分 (D9). What is no amount is not taken over, and said to be none. */
export function MoneyInput({ id, fen, onCommit }: MoneyInputProps) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const [isWrong, setWrong] = useState(false);
  const commit = (text: string) => {
    const amount = parseAmount(text, 'yuan');
    const isEmpty = text.trim() === '';
    setWrong(!amount.ok && !isEmpty);
    if (isEmpty) onCommit(null);
    else if (amount.ok) onCommit(amount.value);
  };
  return (
    <>
      <DraftInput
        id={id}
        inputMode="decimal"
        suffix={t('yuan')}
        value={fen === null ? '' : yuanText(fen).replace(/\.00$/, '')}
        onCommit={commit}
        {...(isWrong ? { status: 'error' as const } : {})}
      />
      {isWrong ? (
        <p className="ds-error" role="alert">
          {t('notAnAmount', { example: formatExactYuan(15_000_000, locale) })}
        </p>
      ) : null}
    </>
  );
}
