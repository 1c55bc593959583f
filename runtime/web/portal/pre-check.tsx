import { useDeferredValue, useMemo } from 'react';
import type { DraftView, PolicyVersionContent } from '#core/contract';
import type { SubmissionData } from '#core/form';
import { useAwardsSoFar, usePreCheck } from '../case/use-pre-check.js';
import type { FillInProps } from './fill-in.js';
import { PreCheckBanner } from './pre-check-banner.js';

interface PreCheckProps {
  readonly draft: DraftView;
  readonly rules: PolicyVersionContent['rules'];
  readonly begin: FillInProps['begin'];
  readonly answers: SubmissionData;
}

/** The banner over the form, judged a little behind the typing; loaded behind the first fields. */
export function PreCheck({ draft, rules, begin, answers }: PreCheckProps) {
  const data = useDeferredValue(answers);
  const awards = useAwardsSoFar(draft.applicantId, draft.policyId);
  const input = useMemo(
    () => ({
      rules,
      compiled: begin.compiled,
      facts: begin.facts,
      data,
      now: begin.now,
      ...(awards === undefined ? {} : { awards }),
    }),
    [rules, begin, data, awards],
  );
  const preCheck = usePreCheck(input);
  if (preCheck === null) return null;
  return <PreCheckBanner assessment={preCheck.assessment} amount={preCheck.amount} />;
}
