import { Select } from 'antd';
import { designerRuleMessages } from '#core/messages';
import { describeAmount } from '#core/money';
import type { AmountRounding } from '#core/policy';
import { useLocale, useMessages } from '#ui';
import { FieldRow } from '../../parts/field-row.js';
import { MoneyInput } from '../../parts/money-input.js';
import type { AmountPartProps } from './amount-panel.js';

const steps = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;
const ways = ['half-up', 'up', 'down'] as const;
const plain: AmountRounding = { toFen: 1, how: 'half-up' };

/** At most, at least, and how the result is rounded. */
export function AmountLimits({ amount, onSet }: AmountPartProps) {
  const t = useMessages(designerRuleMessages);
  const locale = useLocale();
  const rounding = amount.rounding ?? plain;
  const setRounding = (change: Partial<AmountRounding>) => {
    const next = { ...rounding, ...change };
    const isPlain = next.toFen === plain.toFen && next.how === plain.how;
    onSet({ rounding: isPlain ? undefined : next }, 'rounding');
  };
  const bound = (key: 'capFen' | 'floorFen', none: 'amount.noCap' | 'amount.noFloor') => {
    const fen = amount[key];
    return (
      <FieldRow
        label={t(key === 'capFen' ? 'amount.cap' : 'amount.floor')}
        help={fen === undefined ? t(none) : describeAmount(fen, locale).text}
      >
        {(id) => <MoneyInput id={id} fen={fen ?? null} onCommit={(next) => onSet({ [key]: next ?? undefined }, key)} />}
      </FieldRow>
    );
  };
  return (
    <>
      <div className="ds-two">
        {bound('capFen', 'amount.noCap')}
        {bound('floorFen', 'amount.noFloor')}
      </div>
      <p className="ds-sentence">
        {t('amount.roundTo')}
        <Select
          aria-label={t('amount.roundTo')}
          value={rounding.toFen}
          options={steps.map((step) => ({ value: step, label: t(`amount.round.${step}`) }))}
          popupMatchSelectWidth={false}
          onChange={(toFen) => setRounding({ toFen })}
        />
        <Select
          aria-label={t('amount.roundHow')}
          value={rounding.how}
          options={ways.map((how) => ({ value: how, label: t(`amount.roundHow.${how}`) }))}
          popupMatchSelectWidth={false}
          onChange={(how) => setRounding({ how })}
        />
      </p>
    </>
  );
}
