import { useMemo, useState } from 'react';
import { compileDecisions, type DecisionTrace, evaluateDecisions } from '#core/dmn';
import {
  type AmountResult,
  assessPolicy,
  compileRules,
  type EligibilityAssessment,
  variableDescriptions,
  variableNames,
} from '#core/policy';
import { useDraft } from '../../draft/draft-context.js';
import { sampleValues } from '../../model/rules/sample.js';
import { useSample } from './sample-context.js';

/** What the rules as they are now come to for the supposed applicant. */
export interface Trial {
  readonly assessment: EligibilityAssessment;
  readonly amount: AmountResult | null;
  readonly decisions: readonly DecisionTrace[];
  /** Nothing was supposed yet: outcomes would only say so. */
  readonly isBlank: boolean;
}

/** By the same code as the portal and the server. */
export function useTrial(): Trial {
  const { doc, compiled, registry, variables } = useDraft();
  const { sample } = useSample();
  const [now] = useState(() => new Date().toISOString());
  return useMemo(() => {
    const names = variableNames(registry, compiled);
    const describe = variableDescriptions({ registry, facts: {}, form: compiled });
    const given = { variables: sampleValues(variables, sample), now, describe };
    const outcome = assessPolicy(compileRules(doc.rules, names), given);
    const decisions = evaluateDecisions(compileDecisions(doc.rules.decisions, names), given, describe).traces;
    return { ...outcome, decisions, isBlank: Object.values(sample).every((text) => text.trim() === '') };
  }, [doc.rules, compiled, registry, variables, sample, now]);
}
