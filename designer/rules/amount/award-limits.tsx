import { Checkbox, Select } from 'antd';
import { designerRuleMessages } from '#core/messages';
import type { AwardGroup, AwardPeriod, PolicyRules, YearlyCap } from '#core/policy';
import { useMessages } from '#ui';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import { MoneyInput } from '../../parts/money-input.js';
import type { AmountPartProps, EditRules } from './amount-panel.js';

interface AwardLimitsProps extends AmountPartProps {
  readonly rules: PolicyRules;
  readonly onChange: EditRules;
}

const periods: readonly AwardPeriod[] = ['year', 'ever'];

/** What an applicant has had already: how often, of the same kind, in a year (N9). */
export function AwardLimits({ amount, onSet, rules, onChange }: AwardLimitsProps) {
  return (
    <>
      <Once once={rules.once} onChange={onChange} />
      <Group group={amount.group} onSet={(group) => onSet({ group }, 'group')} />
      <Yearly cap={amount.yearlyCap} onSet={(yearlyCap) => onSet({ yearlyCap }, 'yearlyCap')} />
    </>
  );
}

function Once({ once, onChange }: { readonly once: AwardPeriod | undefined; readonly onChange: EditRules }) {
  const t = useMessages(designerRuleMessages);
  return (
    <PaneGroup title={t('amount.once')}>
      <p className="ds-sentence">
        <Select
          aria-label={t('amount.once')}
          value={once ?? 'any'}
          options={(['any', ...periods] as const).map((value) => ({ value, label: t(`amount.once.${value}`) }))}
          popupMatchSelectWidth={false}
          onChange={(next: AwardPeriod | 'any') =>
            onChange((before): PolicyRules => {
              const { once: _before, ...rest } = before;
              return next === 'any' ? rest : { ...rest, once: next };
            })
          }
        />
      </p>
    </PaneGroup>
  );
}

interface GroupProps {
  readonly group: AwardGroup | undefined;
  readonly onSet: (group: AwardGroup | undefined) => void;
}

function Group({ group, onSet }: GroupProps) {
  const t = useMessages(designerRuleMessages);
  return (
    <PaneGroup title={t('amount.group')}>
      <Checkbox
        checked={group !== undefined}
        onChange={(event) => onSet(event.target.checked ? { key: '', mode: 'top-up', period: 'year' } : undefined)}
      >
        {t('amount.group.on')}
      </Checkbox>
      {group === undefined ? null : (
        <>
          <p className="ds-sentence">
            {t('amount.group.sentence')}
            <Select
              aria-label={t('amount.group.period')}
              value={group.period}
              options={periods.map((period) => ({ value: period, label: t(`amount.group.period.${period}`) }))}
              popupMatchSelectWidth={false}
              onChange={(period) => onSet({ ...group, period })}
            />
            <Select
              aria-label={t('amount.group.mode')}
              value={group.mode}
              options={(['top-up', 'one-only'] as const).map((mode) => ({
                value: mode,
                label: t(`amount.group.mode.${mode}`),
              }))}
              popupMatchSelectWidth={false}
              onChange={(mode) => onSet({ ...group, mode })}
            />
          </p>
          <FieldRow label={t('amount.group.key')} help={t('amount.group.keyHelp')}>
            {(id) => (
              <DraftInput
                id={id}
                value={group.key}
                maxLength={40}
                onCommit={(key) => onSet({ ...group, key: key.trim() })}
              />
            )}
          </FieldRow>
        </>
      )}
    </PaneGroup>
  );
}

interface YearlyProps {
  readonly cap: YearlyCap | undefined;
  readonly onSet: (cap: YearlyCap | undefined) => void;
}

const firstCapFen = 100_000_000;

function Yearly({ cap, onSet }: YearlyProps) {
  const t = useMessages(designerRuleMessages);
  return (
    <PaneGroup title={t('amount.yearly')}>
      <Checkbox
        checked={cap !== undefined}
        onChange={(event) => onSet(event.target.checked ? { capFen: firstCapFen } : undefined)}
      >
        {t('amount.yearly.on')}
      </Checkbox>
      {cap === undefined ? null : (
        <div className="ds-two">
          <FieldRow label={t('amount.yearly')}>
            {(id) => (
              <MoneyInput
                id={id}
                fen={cap.capFen}
                onCommit={(capFen) => capFen !== null && capFen > 0 && onSet({ ...cap, capFen })}
              />
            )}
          </FieldRow>
          <FieldRow label={t('amount.yearly.scope')}>
            {(id) => (
              <Select
                id={id}
                value={cap.key === undefined ? 'own' : 'kind'}
                options={(['own', 'kind'] as const).map((value) => ({ value, label: t(`amount.yearly.${value}`) }))}
                onChange={(scope) => onSet({ capFen: cap.capFen, ...(scope === 'kind' ? { key: '' } : {}) })}
              />
            )}
          </FieldRow>
          {cap.key === undefined ? null : (
            <FieldRow label={t('amount.yearly.key')}>
              {(id) => (
                <DraftInput
                  id={id}
                  value={cap.key ?? ''}
                  maxLength={40}
                  onCommit={(key) => onSet({ ...cap, key: key.trim() })}
                />
              )}
            </FieldRow>
          )}
        </div>
      )}
    </PaneGroup>
  );
}
