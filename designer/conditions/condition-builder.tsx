import { useEffect, useRef, useState } from 'react';
import { type FeelType, parseExpression } from '#core/feel';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import { emptyGroup, type Group, type RuleVariable } from '../model/condition/condition.js';
import { conditionFromFeel } from '../model/condition/from-feel.js';
import { subjectNames } from '../model/condition/subjects.js';
import { conditionToFeel } from '../model/condition/to-feel.js';
import { GroupRows } from './group-rows.js';

interface ConditionBuilderProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (feel: string) => void;
  readonly subjects: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  readonly whenEmpty: string;
}

function read(feel: string, subjects: readonly RuleVariable[]): Group | undefined {
  return feel.trim() === '' ? emptyGroup : conditionFromFeel(feel, subjects);
}

/** Rows one under the other, the same text as beside it. A new row that is not finished stays here and is not handed on. */
export function ConditionBuilder({ label, value, onChange, subjects, types, whenEmpty }: ConditionBuilderProps) {
  const t = useMessages(designerRuleMessages);
  const [group, setGroup] = useState<Group | undefined>(() => read(value, subjects));
  const handedOn = useRef(value);
  useEffect(() => {
    if (value === handedOn.current) return;
    // Changed from elsewhere: undo, a rename, the text beside it.
    handedOn.current = value;
    setGroup(read(value, subjects));
  }, [value, subjects]);
  if (group === undefined) {
    const isReadable = parseExpression(value, subjectNames(subjects)).ok;
    return <p className="ds-only-text">{t(isReadable ? 'mode.onlyText' : 'mode.notReadable')}</p>;
  }
  const change = (next: Group) => {
    setGroup(next);
    const { feel } = conditionToFeel(next, subjects);
    if (feel === handedOn.current) return;
    handedOn.current = feel;
    onChange(feel);
  };
  const { unfinished } = conditionToFeel(group, subjects);
  return (
    <div className="ds-builder">
      {group.parts.length === 0 ? <p className="ds-help">{whenEmpty}</p> : null}
      <GroupRows label={label} group={group} subjects={subjects} types={types} depth={0} onChange={change} />
      {unfinished === 0 ? null : (
        <p className="ds-unfinished" role="status">
          {t('clause.unfinished', { count: unfinished })}
        </p>
      )}
    </div>
  );
}
