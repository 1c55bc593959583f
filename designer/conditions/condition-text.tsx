import { Fragment } from 'react';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import { type Clause, needsValue, type RuleVariable } from '../model/condition/condition.js';
import { conditionFromFeel } from '../model/condition/from-feel.js';
import { operatorKey } from './clause-row.js';

/** A condition read as a sentence; FEEL that says more than the builder knows is shown as it is. */
export function ConditionText({
  feel,
  variables,
}: {
  readonly feel: string;
  readonly variables: readonly RuleVariable[];
}) {
  const t = useMessages(designerRuleMessages);
  const condition = conditionFromFeel(feel, variables);
  if (condition === undefined) return <code className="ds-feel-read">{feel}</code>;
  return (
    <span className="ds-read">
      {condition.clauses.map((clause, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses have no identity but their place
        <Fragment key={index}>
          {index === 0 ? null : ` ${t(`join.${condition.join}`)} `}
          <ClauseText clause={clause} variable={variables.find((one) => one.name === clause.name)} />
        </Fragment>
      ))}
    </span>
  );
}

function ClauseText({ clause, variable }: { readonly clause: Clause; readonly variable: RuleVariable | undefined }) {
  const t = useMessages(designerRuleMessages);
  const value = variable?.options?.find((option) => option.value === clause.value)?.label ?? clause.value;
  const unit =
    variable?.unit === undefined || value === ''
      ? ''
      : /^[%％]$/.test(variable.unit)
        ? variable.unit
        : ` ${variable.unit}`;
  return (
    <>
      <b>{variable?.label ?? clause.name}</b> {t(operatorKey(clause.operator, variable?.kind ?? 'other'))}
      {needsValue(clause.operator) ? <b>{` ${value}${unit}`}</b> : null}
    </>
  );
}
