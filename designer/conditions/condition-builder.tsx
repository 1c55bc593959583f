import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import { type Clause, type Condition, firstClause, type RuleVariable } from '../model/condition/condition.js';
import { conditionFromFeel } from '../model/condition/from-feel.js';
import { conditionToFeel } from '../model/condition/to-feel.js';
import { ClauseRow } from './clause-row.js';

interface ConditionBuilderProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (feel: string) => void;
  readonly variables: readonly RuleVariable[];
  readonly whenEmpty: string;
}

const none: Condition = { join: 'and', clauses: [] };

/** Clauses one under the other. What is not finished stays here and is not handed on. */
export function ConditionBuilder({ label, value, onChange, variables, whenEmpty }: ConditionBuilderProps) {
  const t = useMessages(designerRuleMessages);
  const [condition, setCondition] = useState<Condition>(() => conditionFromFeel(value, variables) ?? none);
  const handedOn = useRef(value);
  useEffect(() => {
    if (value === handedOn.current) return;
    // Changed from elsewhere: undo, a rename, the text beside it.
    handedOn.current = value;
    setCondition(conditionFromFeel(value, variables) ?? none);
  }, [value, variables]);
  const change = (next: Condition) => {
    setCondition(next);
    const feel = next.clauses.length === 0 ? '' : conditionToFeel(next, variables);
    if (feel === undefined || feel === handedOn.current) return;
    handedOn.current = feel;
    onChange(feel);
  };
  const setClause = (index: number, clause: Clause) =>
    change({ ...condition, clauses: condition.clauses.with(index, clause) });
  const first = variables[0];
  return (
    <div className="ds-clauses">
      {condition.clauses.length === 0 ? <p className="ds-help">{whenEmpty}</p> : null}
      {condition.clauses.map((clause, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses have no identity but their place
        <div className="ds-clause" key={index}>
          <span className="ds-joiner">
            {index === 0 ? (
              t('when')
            ) : index === 1 ? (
              <Select
                size="small"
                variant="borderless"
                aria-label={t('join')}
                value={condition.join}
                options={[
                  { value: 'and', label: t('join.and') },
                  { value: 'or', label: t('join.or') },
                ]}
                onChange={(join) => change({ ...condition, join })}
              />
            ) : (
              t(`join.${condition.join}`)
            )}
          </span>
          <ClauseRow
            label={`${label} ${index + 1}`}
            clause={clause}
            variables={variables}
            onChange={(next) => setClause(index, next)}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('clause.remove', { number: index + 1 })}
            icon={<CloseOutlined aria-hidden />}
            onClick={() => change({ ...condition, clauses: condition.clauses.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Button
        type="link"
        size="small"
        className="ds-add"
        icon={<PlusOutlined aria-hidden />}
        disabled={first === undefined}
        onClick={() => first && change({ ...condition, clauses: [...condition.clauses, firstClause(first)] })}
      >
        {t('clause.add')}
      </Button>
    </div>
  );
}
