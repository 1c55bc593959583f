import { Input, Select } from 'antd';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import { type Clause, type RuleVariable, valueShape } from '../model/condition/condition.js';
import { numberPattern } from '../model/condition/to-feel.js';

interface ClauseValueProps {
  readonly label: string;
  readonly clause: Clause;
  readonly variable: RuleVariable | undefined;
  readonly onValues: (values: readonly string[]) => void;
}

/** The value of a clause, by what its variable holds and what the comparison needs. */
export function ClauseValue({ label, clause, variable, onValues }: ClauseValueProps) {
  const t = useMessages(designerRuleMessages);
  const value = `${label} · ${t('clause.value')}`;
  const [first = '', second = ''] = clause.values;
  switch (valueShape(clause.operator)) {
    case 'none':
      return null;
    case 'one':
      return <OneValue label={value} value={first} variable={variable} onChange={(next) => onValues([next])} />;
    case 'two':
      return (
        <span className="ds-clause-two">
          <OneValue
            label={`${value} · ${t('clause.from')}`}
            value={first}
            variable={variable}
            onChange={(next) => onValues([next, second])}
          />
          <span>{t('clause.to')}</span>
          <OneValue
            label={`${value} · ${t('clause.to')}`}
            value={second}
            variable={variable}
            onChange={(next) => onValues([first, next])}
          />
        </span>
      );
    case 'several':
      return (
        <Select
          size="small"
          mode={(variable?.options ?? []).length === 0 ? 'tags' : 'multiple'}
          aria-label={value}
          value={[...clause.values]}
          options={optionsOf(variable)}
          placeholder={t('clause.several')}
          popupMatchSelectWidth={false}
          onChange={(values: string[]) => onValues(values)}
        />
      );
    case 'duration':
      return (
        <span className="ds-clause-two">
          <Input
            size="small"
            aria-label={value}
            inputMode="numeric"
            maxLength={4}
            value={first}
            {...(first !== '' && !/^[1-9]\d*$/.test(first) ? { status: 'error' as const } : {})}
            onChange={(event) => onValues([event.target.value.trim(), second || 'Y'])}
          />
          <Select
            size="small"
            aria-label={`${label} · ${t('clause.unit')}`}
            value={second || 'Y'}
            options={(['Y', 'M', 'D'] as const).map((unit) => ({ value: unit, label: t(`durationUnit.${unit}`) }))}
            onChange={(unit) => onValues([first, unit])}
          />
        </span>
      );
  }
}

const optionsOf = (variable: RuleVariable | undefined) =>
  (variable?.options ?? []).map(({ label, value }) => ({ label, value }));

interface OneValueProps {
  readonly label: string;
  readonly value: string;
  readonly variable: RuleVariable | undefined;
  readonly onChange: (value: string) => void;
}

function OneValue({ label, value, variable, onChange }: OneValueProps) {
  const options = optionsOf(variable);
  if (options.length > 0) {
    return (
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={label}
        value={value === '' ? null : value}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  if (variable?.kind === 'number') {
    return <NumberValue label={label} value={value} variable={variable} onChange={onChange} />;
  }
  return (
    <Input
      size="small"
      aria-label={label}
      type={variable?.kind === 'date' ? 'date' : 'text'}
      value={value}
      maxLength={200}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const large = ['', '万', '亿'] as const;

/** A number; money with 元, 万元 or 亿元 beside it, which may be typed as well: `2000万`. */
function NumberValue({ label, value, variable, onChange }: OneValueProps) {
  const t = useMessages(designerRuleMessages);
  const isWrong = value.trim() !== '' && !numberPattern.test(value.trim());
  const parts = /^(-?[\d.]*)(万|亿)?元?$/.exec(value.trim());
  const isMoney = variable?.isMoney === true && parts !== null;
  const scale = isMoney ? (parts[2] ?? '') : '';
  return (
    <Input
      size="small"
      aria-label={label}
      inputMode="decimal"
      value={isMoney ? (parts[1] ?? '') : value}
      maxLength={40}
      placeholder={t('clause.numberHint')}
      {...(isWrong ? { status: 'error' as const, title: t('clause.numberWrong') } : {})}
      {...(isMoney
        ? {
            suffix: (
              <Select
                size="small"
                variant="borderless"
                className="ds-scale"
                aria-label={`${label.split(' · ')[0]} · ${t('clause.unit')}`}
                value={scale}
                options={large.map((one) => ({ value: one, label: t(`scale.${one === '' ? 'one' : one}`) }))}
                onChange={(next) => onChange(`${parts[1] ?? ''}${next}`)}
              />
            ),
          }
        : variable?.unit === undefined
          ? {}
          : { suffix: variable.unit })}
      onChange={(event) => {
        const typed = event.target.value.trim();
        onChange(isMoney && /^-?[\d.]*$/.test(typed) ? `${typed}${typed === '' ? '' : scale}` : typed);
      }}
    />
  );
}
