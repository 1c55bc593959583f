import { Segmented } from 'antd';
import { useState } from 'react';
import type { FeelType } from '#core/feel';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import type { RuleVariable } from '../model/condition/condition.js';
import { conditionFromFeel } from '../model/condition/from-feel.js';
import { ConditionBuilder } from './condition-builder.js';
import { FeelInput } from './feel-input.js';
import { useSubjects } from './use-subjects.js';

interface ConditionEditorProps {
  /** Names the group for assistive technology, e.g. “什么时候显示”. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (feel: string) => void;
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  /** What no condition means, e.g. “一直显示”. */
  readonly whenEmpty: string;
  /** Rows and text side by side, where there is room; else one or the other. */
  readonly isWide?: boolean;
}

/** A condition, put together in rows or written as FEEL. Both are the same text. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { label, value, onChange, variables, types, whenEmpty, isWide = false } = props;
  const t = useMessages(designerRuleMessages);
  const subjects = useSubjects(variables);
  const hasRows = value.trim() === '' || conditionFromFeel(value, subjects) !== undefined;
  const [wantsText, setWantsText] = useState(false);
  const mode = hasRows && !wantsText ? 'builder' : 'text';
  const builder = (
    <ConditionBuilder
      label={label}
      value={value}
      onChange={onChange}
      subjects={subjects}
      types={types}
      whenEmpty={whenEmpty}
    />
  );
  const text = (
    <FeelInput
      label={`${label} · ${t('mode.text')}`}
      value={value}
      onChange={onChange}
      variables={variables}
      types={types}
      expected={{ kind: 'boolean' }}
    />
  );
  return (
    <fieldset className="ds-condition" data-wide={isWide}>
      <legend className="dx-visually-hidden">{label}</legend>
      {isWide ? (
        <>
          <div className="ds-condition-side">
            <span className="ds-side-title">{t('mode.builder')}</span>
            {builder}
          </div>
          <div className="ds-condition-side">
            <span className="ds-side-title">{t('mode.text')}</span>
            {text}
          </div>
        </>
      ) : (
        <>
          {mode === 'builder' ? builder : text}
          {hasRows ? null : <p className="ds-help">{t('mode.onlyText')}</p>}
          <Segmented
            size="small"
            className="ds-condition-mode"
            aria-label={t('mode')}
            value={mode}
            disabled={!hasRows}
            options={[
              { value: 'builder', label: t('mode.builder') },
              { value: 'text', label: t('mode.text') },
            ]}
            onChange={(next) => setWantsText(next === 'text')}
          />
        </>
      )}
    </fieldset>
  );
}
