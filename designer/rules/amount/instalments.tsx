import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import { designerRuleMessages } from '#core/messages';
import type { Instalment } from '#core/policy';
import { useMessages } from '#ui';
import { PaneGroup } from '../../parts/field-row.js';
import type { AmountPartProps } from './amount-panel.js';

const maxInstalments = 12;

/** What is paid when: shares of what is granted, in sentences; they add up to the whole. */
export function Instalments({ amount, onSet }: AmountPartProps) {
  const t = useMessages(designerRuleMessages);
  const { instalments } = amount;
  const set = (next: readonly Instalment[]) =>
    onSet({ instalments: next.length < 2 ? undefined : next }, 'instalments');
  if (instalments === undefined) {
    return (
      <PaneGroup title={t('amount.instalments')}>
        <p className="ds-sentence">
          {t('amount.atOnce')}
          <Button
            type="link"
            size="small"
            className="ds-add"
            onClick={() =>
              set([
                { percent: 50, afterMonths: 0 },
                { percent: 50, afterMonths: 12 },
              ])
            }
          >
            {t('amount.splitInstalments')}
          </Button>
        </p>
      </PaneGroup>
    );
  }
  const sum = instalments.reduce((total, one) => total + one.percent, 0);
  const change = (index: number, part: Partial<Instalment>) =>
    set(instalments.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const add = () =>
    set([
      ...instalments,
      { percent: Math.max(1, 100 - sum), afterMonths: Math.min(120, (instalments.at(-1)?.afterMonths ?? 0) + 12) },
    ]);
  return (
    <PaneGroup title={t('amount.instalments')}>
      <ol className="ds-instalments">
        {instalments.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: instalments have no identity but their place
          <li key={index} className="ds-sentence">
            <InputNumber
              aria-label={t('amount.instalment.percent', { number: index + 1 })}
              min={1}
              max={100}
              precision={0}
              value={one.percent}
              onChange={(percent) => percent !== null && change(index, { percent })}
            />
            {index === 0 && one.afterMonths === 0 ? (
              t('amount.instalment.first')
            ) : (
              <>
                {t('amount.instalment.between')}
                <InputNumber
                  aria-label={t('amount.instalment.after', { number: index + 1 })}
                  min={0}
                  max={120}
                  precision={0}
                  value={one.afterMonths}
                  onChange={(afterMonths) => afterMonths !== null && change(index, { afterMonths })}
                />
                {t('amount.instalment.months')}
              </>
            )}
            <Button
              type="text"
              size="small"
              aria-label={t('amount.instalment.remove', { number: index + 1 })}
              icon={<CloseOutlined aria-hidden />}
              onClick={() => set(instalments.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      {sum === 100 ? null : (
        <p className="ds-error" role="alert">
          {t('amount.instalment.sum', { sum })}
        </p>
      )}
      <Button
        type="link"
        size="small"
        className="ds-add"
        icon={<PlusOutlined aria-hidden />}
        disabled={instalments.length >= maxInstalments}
        onClick={add}
      >
        {t('amount.addInstalment')}
      </Button>
    </PaneGroup>
  );
}
