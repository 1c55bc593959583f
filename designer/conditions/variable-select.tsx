import { Select } from 'antd';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import type { RuleVariable } from '../model/condition/condition.js';

interface VariableSelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly variables: readonly RuleVariable[];
  readonly onChange: (variable: RuleVariable) => void;
  readonly placeholder?: string;
}

/** Fields of the form first, then what the registers know, then what the case supplies. */
export function VariableSelect({ label, value, variables, onChange, placeholder }: VariableSelectProps) {
  const t = useMessages(designerRuleMessages);
  const groups = (['field', 'registry', 'decision', 'flow'] as const).flatMap((source) => {
    const options = variables
      .filter((one) => one.source === source)
      .map((one) => ({ value: one.name, label: one.label, search: `${one.label} ${one.name}` }));
    return options.length === 0 ? [] : [{ label: t(`source.${source}`), title: source, options }];
  });
  return (
    <Select
      size="small"
      aria-label={label}
      showSearch={{ optionFilterProp: 'search' }}
      value={value}
      options={groups}
      popupMatchSelectWidth={false}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(name) => {
        const chosen = variables.find((one) => one.name === name);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
