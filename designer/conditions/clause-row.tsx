import { SwapOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import {
  type Clause,
  type ClauseOperator,
  firstClause,
  firstValues,
  mayCompareFields,
  operatorsFor,
  type RuleVariable,
} from '../model/condition/condition.js';
import { operatorKey } from '../model/condition/sentence.js';
import { clauseToFeel } from '../model/condition/to-feel.js';
import { ClauseValue } from './clause-value.js';
import { VariableSelect } from './variable-select.js';

interface ClauseRowProps {
  readonly label: string;
  readonly clause: Clause;
  readonly subjects: readonly RuleVariable[];
  readonly onChange: (clause: Clause) => void;
}

/** Subject, comparison, value. */
export function ClauseRow({ label, clause, subjects, onChange }: ClauseRowProps) {
  const t = useMessages(designerRuleMessages);
  const variable = subjects.find((one) => one.name === clause.subject);
  const kind = variable?.kind ?? 'other';
  const change = (next: Omit<Clause, 'written' | 'before'>) => {
    const { written: _written, ...rest } = next as Clause;
    const before = clause.written ?? clauseToFeel(clause, subjects) ?? clause.before;
    onChange(before === undefined ? rest : { ...rest, before });
  };
  const offered = variable === undefined ? [clause.operator] : operatorsFor(variable);
  // A yes-or-no that stands alone reads as “is yes”.
  const all: readonly ClauseOperator[] =
    clause.operator === 'holds' ? offered.map((one) => (one === 'is-true' ? 'holds' : one)) : offered;
  const isComparedByField = clause.byField === true;
  const mayByField = mayCompareFields(clause.operator, kind) && subjects.some((one) => isOther(one, variable));
  return (
    <div className="ds-clause-parts">
      <VariableSelect
        label={`${label} · ${t('clause.field')}`}
        value={clause.subject}
        variables={subjects}
        onChange={(next) => change(firstClause(next))}
      />
      <Select
        size="small"
        aria-label={`${label} · ${t('clause.operator')}`}
        value={clause.operator}
        options={all.map((operator) => ({ value: operator, label: t(operatorKey(operator, kind)) }))}
        popupMatchSelectWidth={false}
        onChange={(operator) => {
          if (variable === undefined) return;
          const keepsField = isComparedByField && mayCompareFields(operator, kind);
          change({
            kind: 'clause',
            subject: clause.subject,
            operator,
            values: keepsField
              ? clause.values
              : firstValues(operator, variable, isComparedByField ? [] : clause.values),
            ...(keepsField ? { byField: true } : {}),
          });
        }}
      />
      {isComparedByField ? (
        <VariableSelect
          label={`${label} · ${t('clause.value')}`}
          value={clause.values[0] ?? null}
          variables={subjects.filter((one) => isOther(one, variable))}
          onChange={(other) => change({ ...clause, values: [other.name] })}
        />
      ) : (
        <ClauseValue
          label={label}
          clause={clause}
          variable={variable}
          onValues={(values) => change({ ...clause, values })}
        />
      )}
      {mayByField || isComparedByField ? (
        <Button
          type="text"
          size="small"
          className="ds-clause-by"
          aria-label={`${label} · ${t(isComparedByField ? 'clause.byValue' : 'clause.byField')}`}
          title={t(isComparedByField ? 'clause.byValue' : 'clause.byField')}
          icon={<SwapOutlined aria-hidden />}
          onClick={() => {
            const { byField: _byField, ...rest } = clause;
            const other = subjects.find((one) => isOther(one, variable));
            if (isComparedByField)
              change({ ...rest, values: variable === undefined ? [] : firstValues(clause.operator, variable) });
            else change({ ...rest, values: [other?.name ?? ''], byField: true });
          }}
        />
      ) : null}
    </div>
  );
}

const isOther = (one: RuleVariable, variable: RuleVariable | undefined): boolean =>
  one.kind === variable?.kind && one.name !== variable.name;
