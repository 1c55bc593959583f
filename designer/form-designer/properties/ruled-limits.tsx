import { Select } from 'antd';
import { useState } from 'react';
import { type FieldNode, type FieldRules, type RuledLimit, ruledLimitsOf } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FeelInput } from '../../conditions/feel-input.js';
import { unwrapFeel, wrapFeel } from '../../model/form/feel-slot.js';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import type { RuleScope } from './rules-pane.js';

interface RuledLimitsProps {
  readonly node: FieldNode;
  readonly scope: RuleScope;
  readonly set: (change: Partial<FieldRules>, key: string) => void;
}

const typeOf = (key: RuledLimit) => {
  if (key === 'from' || key === 'to') return { kind: 'date' } as const;
  return { kind: key === 'earliest' || key === 'latest' ? 'time' : 'number' } as const;
};

/** Bounds that depend on other answers, each a formula. */
export function RuledLimits({ node, scope, set }: RuledLimitsProps) {
  const t = useMessages(designerFormMessages);
  const limits = node['x-rules']?.limits ?? {};
  const [added, setAdded] = useState<readonly RuledLimit[]>([]);
  const keys = ruledLimitsOf(node['x-component']);
  const shown = keys.filter((key) => limits[key] !== undefined || added.includes(key));
  const put = (key: RuledLimit, feel: string) => {
    const { [key]: _before, ...others } = limits;
    const slot = wrapFeel(feel);
    const next = slot === undefined ? others : { ...others, [key]: slot };
    set({ limits: Object.keys(next).length === 0 ? undefined : next } as Partial<FieldRules>, `limits.${key}`);
  };
  const rest = keys.filter((key) => !shown.includes(key));
  return (
    <PaneGroup title={t('rules.limits')}>
      {shown.map((key) => (
        <FieldRow key={key} label={t(`limit.${key}`)}>
          {() => (
            <FeelInput
              label={t(`limit.${key}`)}
              value={unwrapFeel(limits[key])}
              expected={typeOf(key)}
              {...scope}
              onChange={(feel) => put(key, feel)}
            />
          )}
        </FieldRow>
      ))}
      {rest.length === 0 ? null : (
        <Select
          size="small"
          aria-label={t('rules.addLimit')}
          placeholder={t('rules.addLimit')}
          value={null}
          options={rest.map((key) => ({ value: key, label: t(`limit.${key}`) }))}
          onChange={(key: RuledLimit | null) => key !== null && setAdded([...added, key])}
        />
      )}
    </PaneGroup>
  );
}
