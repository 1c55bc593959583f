import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import type { RuleVariable } from '../model/condition/condition.js';
import { conditionFromFeel } from '../model/condition/from-feel.js';
import { conditionSentence, type Piece } from '../model/condition/sentence.js';
import { useSubjects } from './use-subjects.js';

/** A condition read as a sentence; FEEL that says more than rows can show is shown as it is. */
export function ConditionText({
  feel,
  variables,
}: {
  readonly feel: string;
  readonly variables: readonly RuleVariable[];
}) {
  const t = useMessages(designerRuleMessages);
  const subjects = useSubjects(variables);
  const condition = conditionFromFeel(feel, subjects);
  const pieces: readonly Piece[] =
    condition === undefined ? [{ kind: 'feel', text: feel }] : conditionSentence(condition, subjects, t);
  return (
    <span className="ds-read">
      {pieces.map(({ kind, text }, index) => {
        // biome-ignore-start lint/suspicious/noArrayIndexKey: pieces have no identity but their place
        if (kind === 'feel')
          return (
            <code className="ds-feel-read" key={index}>
              {text}
            </code>
          );
        return kind === 'strong' ? <b key={index}>{text}</b> : <span key={index}>{text}</span>;
        // biome-ignore-end lint/suspicious/noArrayIndexKey: see above
      })}
    </span>
  );
}
