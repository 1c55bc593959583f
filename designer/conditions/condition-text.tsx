import { Fragment } from 'react';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import { type Clause, needsValue, type RuleVariable } from '../model/condition/condition.js';
import { conditionFromFeel } from '../model/condition/from-feel.js';
import { severalOf } from '../model/condition/to-feel.js';
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
  const labelOf = (one: string) => variable?.options?.find((option) => option.value === one)?.label ?? one;
  const value =
    clause.operator === 'is-one-of'
      ? severalOf(clause.value).map(labelOf).join('、')
      : withUnit(labelOf(clause.value), variable?.unit);
  return (
    <>
      <b>{variable?.label ?? clause.name}</b> {t(operatorKey(clause.operator, variable?.kind ?? 'other'))}
      {needsValue(clause.operator) ? <b>{` ${value}`}</b> : null}
    </>
  );
}

/** `30 万元`, `50%`, `200 人`. */
function withUnit(value: string, unit: string | undefined): string {
  if (unit === undefined || value === '') return value;
  if (/^[%％]$/.test(unit)) return `${value}${unit}`;
  const counted = /^(.*\d)(万|亿)$/.exec(value);
  return counted === null ? `${value} ${unit}` : `${counted[1]} ${counted[2]}${unit}`;
}
