import { useMemo } from 'react';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import type { RuleVariable } from '../model/condition/condition.js';
import { subjectsOf } from '../model/condition/subjects.js';

/** What rows can speak of, in the reader's language. */
export function useSubjects(variables: readonly RuleVariable[]): readonly RuleVariable[] {
  const t = useMessages(designerRuleMessages);
  const [count, sum] = [t('subject.count'), t('subject.sum')];
  return useMemo(() => subjectsOf(variables, { count, sum }), [variables, count, sum]);
}
