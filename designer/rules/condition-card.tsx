import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  DownOutlined,
  UpOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { conditionKindWords, designerRuleMessages } from '#core/messages';
import type { Condition, ConditionKind, ConditionResult } from '#core/policy';
import { ConditionVerdict, Tag, type Tone, useMessages } from '#ui';
import { ConditionText } from '../conditions/condition-text.js';
import { useDraft } from '../draft/draft-context.js';
import { PlaceProblems } from '../parts/place-problems.js';
import { SortableItem } from '../parts/sortable.js';
import { ConditionForm } from './condition-form.js';

interface ConditionCardProps {
  readonly condition: Condition;
  readonly index: number;
  readonly count: number;
  readonly isOpen: boolean;
  /** What it comes to in the trial beside. */
  readonly result: ConditionResult | undefined;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (condition: Condition, mergeKey?: string) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

const tones: Readonly<Record<ConditionKind, Tone>> = {
  must: 'primary',
  exclusion: 'warning',
  informational: 'neutral',
};

/** One condition: read as a sentence, opened to be changed in place. */
export function ConditionCard(props: ConditionCardProps) {
  const { condition, index, count, isOpen, result, onOpen, onMove, onDuplicate, onRemove } = props;
  const t = useMessages(designerRuleMessages);
  const kindWords = useMessages(conditionKindWords);
  const { ruleVariables } = useDraft();
  const { title } = condition;
  const act = (
    key: 'up' | 'down' | 'duplicate' | 'remove',
    icon: React.ReactNode,
    onClick: () => void,
    disabled = false,
  ) => (
    <Button
      type="text"
      size="small"
      aria-label={t(`condition.${key}`, { title })}
      title={t(`condition.${key}`, { title })}
      icon={icon}
      disabled={disabled}
      onClick={onClick}
    />
  );
  return (
    <SortableItem id={condition.id} title={title} className="dx-panel ds-card" isOpen={isOpen}>
      {(handle) => (
        <>
          <div className="ds-card-head">
            {handle}
            <button type="button" className="ds-card-title" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
              <span className="ds-ordinal">{index + 1}</span>
              <span>
                <b>{title}</b>
                {condition.clause === '' ? null : <span className="ds-clause-tag">{condition.clause}</span>}
                <span className="ds-sub">
                  {condition.feel.trim() === '' ? (
                    t('condition.noFeel')
                  ) : (
                    <ConditionText feel={condition.feel} variables={ruleVariables} />
                  )}
                </span>
              </span>
            </button>
            {result === undefined ? null : <ConditionVerdict outcome={result.outcome} />}
            <Tag tone={tones[condition.kind]}>{kindWords(condition.kind)}</Tag>
            <span className="ds-actions">
              {act('up', <ArrowUpOutlined aria-hidden />, () => onMove(-1), index === 0)}
              {act('down', <ArrowDownOutlined aria-hidden />, () => onMove(1), index === count - 1)}
              {act('duplicate', <CopyOutlined aria-hidden />, onDuplicate)}
              {act('remove', <DeleteOutlined aria-hidden />, onRemove)}
              <span className="ds-chevron">{isOpen ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}</span>
            </span>
          </div>
          <PlaceProblems part="rules" place={condition.id} />
          {isOpen ? <ConditionForm condition={condition} onChange={props.onChange} /> : null}
        </>
      )}
    </SortableItem>
  );
}
