import { Input, Select } from 'antd';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import {
  type Clause,
  type ClauseOperator,
  firstClause,
  needsValue,
  operatorsFor,
  type RuleVariable,
  type VariableKind,
} from '../model/condition/condition.js';
import { numberPattern, severalOf } from '../model/condition/to-feel.js';
import { VariableSelect } from './variable-select.js';

interface ClauseRowProps {
  readonly label: string;
  readonly clause: Clause;
  readonly variables: readonly RuleVariable[];
  readonly onChange: (clause: Clause) => void;
}

/** Field, comparison, value. */
export function ClauseRow({ label, clause, variables, onChange }: ClauseRowProps) {
  const t = useMessages(designerRuleMessages);
  const variable = variables.find((one) => one.name === clause.name);
  const kind = variable?.kind ?? 'other';
  const operators = operatorsFor(kind).map((operator) => ({
    value: operator,
    label: t(operatorKey(operator, kind)),
  }));
  return (
    <div className="ds-clause-parts">
      <VariableSelect
        label={`${label} · ${t('clause.field')}`}
        value={clause.name}
        variables={variables}
        onChange={(next) => onChange(firstClause(next))}
      />
      <Select
        size="small"
        aria-label={`${label} · ${t('clause.operator')}`}
        value={clause.operator}
        options={operators}
        popupMatchSelectWidth={false}
        onChange={(operator) => onChange({ ...clause, operator, value: needsValue(operator) ? clause.value : '' })}
      />
      {needsValue(clause.operator) ? (
        <ClauseValue
          label={`${label} · ${t('clause.value')}`}
          clause={clause}
          variable={variable}
          onChange={onChange}
        />
      ) : null}
    </div>
  );
}

/** Dates are early and late, not great and small. */
export function operatorKey(operator: ClauseOperator, kind: VariableKind) {
  const isOrder =
    operator === 'at-least' || operator === 'more-than' || operator === 'at-most' || operator === 'less-than';
  return kind === 'date' && isOrder ? (`operator.date-${operator}` as const) : (`operator.${operator}` as const);
}

interface ClauseValueProps {
  readonly label: string;
  readonly clause: Clause;
  readonly variable: RuleVariable | undefined;
  readonly onChange: (clause: Clause) => void;
}

function ClauseValue({ label, clause, variable, onChange }: ClauseValueProps) {
  const t = useMessages(designerRuleMessages);
  const set = (value: string) => onChange({ ...clause, value });
  if (clause.operator === 'is-one-of') {
    return (
      <Select
        size="small"
        mode={variable?.options === undefined ? 'tags' : 'multiple'}
        aria-label={label}
        value={[...severalOf(clause.value)]}
        options={(variable?.options ?? []).map(({ label: words, value }) => ({ label: words, value }))}
        popupMatchSelectWidth={false}
        onChange={(values: string[]) => set(values.join('\n'))}
      />
    );
  }
  if (variable?.options !== undefined && variable.options.length > 0) {
    return (
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={label}
        value={clause.value === '' ? null : clause.value}
        options={variable.options.map(({ label: words, value }) => ({ label: words, value }))}
        popupMatchSelectWidth={false}
        onChange={(value) => set(value ?? '')}
      />
    );
  }
  const isNumber = variable?.kind === 'number';
  const isWrong = isNumber && clause.value.trim() !== '' && !numberPattern.test(clause.value.trim());
  return (
    <Input
      size="small"
      aria-label={label}
      type={variable?.kind === 'date' ? 'date' : 'text'}
      value={clause.value}
      maxLength={200}
      {...(isNumber ? { inputMode: 'decimal' as const, placeholder: t('clause.numberHint') } : {})}
      {...(isWrong ? { status: 'error' as const, title: t('clause.numberWrong') } : {})}
      {...(variable?.unit === undefined ? {} : { suffix: variable.unit })}
      onChange={(event) => set(event.target.value)}
    />
  );
}
