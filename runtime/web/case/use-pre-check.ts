import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '#client';
import { routes } from '#core/contract';
import type { CompiledForm, RegistryFact, SubmissionData } from '#core/form';
import {
  type AmountResult,
  type AwardsSoFar,
  assessPolicy,
  compileRules,
  type EligibilityAssessment,
  type PolicyRules,
  policyVariables,
  variableDescriptions,
  variableNames,
} from '#core/policy';
import { useRegistryVariables } from './registry.js';

/** What the applicant has been granted already, as an amount by this policy is held against it. */
export function useAwardsSoFar(applicantId: string, policyId: string): AwardsSoFar | undefined {
  const { data } = useQuery({
    queryKey: ['awards', applicantId],
    queryFn: () => call(routes.listAwards, { params: { applicantId } }),
  });
  return useMemo(
    () => (data === undefined ? undefined : { policyId, year: data.year, awards: data.items }),
    [data, policyId],
  );
}

interface PreCheckInput {
  readonly rules: PolicyRules;
  readonly compiled: CompiledForm;
  readonly facts: Readonly<Record<string, RegistryFact>>;
  readonly data: SubmissionData;
  readonly now: string;
  /** What the applicant has had; without it the bounds that rest on it are not applied. */
  readonly awards?: AwardsSoFar;
}

/** The verdict on what is filled in so far: the same code as the server's (R23). Null until the variables are known. */
export function usePreCheck(
  input: PreCheckInput | null,
): { assessment: EligibilityAssessment; amount: AmountResult | null } | null {
  const registry = useRegistryVariables().data?.items;
  const rules = input?.rules;
  const compiled = input?.compiled;
  const compiledRules = useMemo(
    () =>
      rules === undefined || compiled === undefined || registry === undefined
        ? null
        : compileRules(rules, variableNames(registry, compiled)),
    [rules, compiled, registry],
  );
  return useMemo(() => {
    if (input === null || compiledRules === null || registry === undefined) return null;
    const variables = policyVariables({ registry, facts: input.facts, form: input.compiled, data: input.data });
    const describe = variableDescriptions({ registry, facts: input.facts, form: input.compiled });
    const { now, awards } = input;
    return assessPolicy(compiledRules, { variables, now, describe, ...(awards === undefined ? {} : { awards }) });
  }, [input, compiledRules, registry]);
}
