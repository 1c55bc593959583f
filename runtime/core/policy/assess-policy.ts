import { amountDecided } from './amount.js';
import { type CompiledRules, decideAll, type Given } from './compile-rules.js';
import { assessDecided } from './eligibility.js';
import type { AmountResult, AwardsSoFar, EligibilityAssessment } from './types.js';

/** Conditions and amount together, with the decisions worked out once; the same in the portal, on the server, in a dry run. */
export function assessPolicy(
  compiled: CompiledRules,
  given: Given & { readonly awards?: AwardsSoFar },
): { readonly assessment: EligibilityAssessment; readonly amount: AmountResult | null } {
  const decided = decideAll(compiled, given);
  return { assessment: assessDecided(compiled, decided), amount: amountDecided(compiled, decided, given.awards) };
}
