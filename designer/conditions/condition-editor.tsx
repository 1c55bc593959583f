import { Segmented } from 'antd';
import { useState } from 'react';
import type { FeelType } from '#core/feel';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import type { RuleVariable } from '../model/condition/condition.js';
import { conditionFromFeel } from '../model/condition/from-feel.js';
import { ConditionBuilder } from './condition-builder.js';
import { FeelInput } from './feel-input.js';

interface ConditionEditorProps {
  /** Names the group for assistive technology, e.g. “什么时候显示”. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (feel: string) => void;
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  /** What no condition means, e.g. “一直显示”. */
  readonly whenEmpty: string;
}

/** A condition, put together from field, comparison and value, or written as FEEL. Both are the same text. */
export function ConditionEditor({ label, value, onChange, variables, types, whenEmpty }: ConditionEditorProps) {
  const t = useMessages(designerRuleMessages);
  const isSimple = value.trim() === '' || conditionFromFeel(value, variables) !== undefined;
  const [wantsText, setWantsText] = useState(false);
  const mode = isSimple && !wantsText ? 'builder' : 'text';
  return (
    <fieldset className="ds-condition">
      <legend className="dx-visually-hidden">{label}</legend>
      {mode === 'builder' ? (
        <ConditionBuilder label={label} value={value} onChange={onChange} variables={variables} whenEmpty={whenEmpty} />
      ) : (
        <FeelInput
          label={`${label} · FEEL`}
          value={value}
          onChange={onChange}
          variables={variables}
          types={types}
          expected={{ kind: 'boolean' }}
        />
      )}
      <Segmented
        size="small"
        className="ds-condition-mode"
        aria-label={t('mode')}
        value={mode}
        disabled={!isSimple}
        title={isSimple ? undefined : t('mode.onlyText')}
        options={[
          { value: 'builder', label: t('mode.builder') },
          { value: 'text', label: t('mode.text') },
        ]}
        onChange={(next) => setWantsText(next === 'text')}
      />
    </fieldset>
  );
}
