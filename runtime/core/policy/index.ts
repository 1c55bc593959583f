/**
 * What a policy is beside form and flow: elements, conditions, amount, materials; assessing an applicant and checking a
 * draft as a whole. Pure.
 */
import type { OperandDescription } from '#core/feel';
import type { CompiledForm, RegistryFact, SubmissionData } from '#core/form';
import type { Locale } from '#core/messages';
import type {
  AmountResult,
  EligibilityAssessment,
  PolicyDraft,
  PolicyProblem,
  PolicyRules,
  PolicyVariables,
  RegistryVariable,
} from './types.js';

export type {
  AmountResult,
  AmountRule,
  Audience,
  Condition,
  ConditionKind,
  ConditionOutcome,
  ConditionResult,
  Contact,
  DemoValue,
  EligibilityAssessment,
  MissingVariable,
  PolicyClass,
  PolicyDocumentReference,
  PolicyDraft,
  PolicyElements,
  PolicyMaterial,
  PolicyPartName,
  PolicyProblem,
  PolicyProblemCode,
  PolicyRules,
  PolicyVariables,
  ProblemCause,
  ProjectClass,
  Redemption,
  RegistryVariable,
  Translations,
} from './types.js';
export { policyClasses, policyProblemCodes, projectClasses, redemptions } from './types.js';

/** How variables are told to people: label, source, unit, age. */
export type DescribeVariable = (name: string) => OperandDescription | undefined;

/** Rules with their FEEL compiled once; `names` are all variables they may read (FEEL needs them where names hold spaces). */
export interface CompiledRules {
  readonly rules: PolicyRules;
}
export declare function compileRules(rules: PolicyRules, names?: readonly string[]): CompiledRules;

/** Every condition with verdict and trace; unknown variables are absent or null in `variables`. `now` is an ISO instant. */
export declare function assessEligibility(
  compiled: CompiledRules,
  variables: PolicyVariables,
  now: string,
  describe: DescribeVariable,
): EligibilityAssessment;

/** 申报金额 by the rule, in 分; null where the policy grants none. */
export declare function computeAmount(
  compiled: CompiledRules,
  variables: PolicyVariables,
  now: string,
  describe: DescribeVariable,
): AmountResult | null;

/** What the case itself supplies to flow conditions, in 元: 申报金额 and 核定金额. */
export interface CaseAmounts {
  readonly requestedFen: number | null;
  readonly grantedFen: number | null;
}

/** Everything a condition may read: registry facts, over them the answers, and the case's amounts. */
export declare function policyVariables(given: {
  readonly registry: readonly RegistryVariable[];
  readonly facts: Readonly<Record<string, RegistryFact>>;
  /** Absent before anything is filled in. */
  readonly form?: CompiledForm;
  readonly data?: SubmissionData;
  readonly amounts?: CaseAmounts;
}): PolicyVariables;

/** Labels and sources for `policyVariables`, for traces people read. */
export declare function variableDescriptions(given: {
  readonly registry: readonly RegistryVariable[];
  readonly facts: Readonly<Record<string, RegistryFact>>;
  readonly form?: CompiledForm;
}): DescribeVariable;

/** Names of all variables that rules of this policy may read. */
export declare function variableNames(registry: readonly RegistryVariable[], form?: CompiledForm): readonly string[];

/** Whether one may apply at an instant, by the first and last day (both included, Asia/Shanghai). */
export declare function availability(
  elements: { readonly opensOn: string | null; readonly closesOn: string | null },
  now: string,
): 'open' | 'not-yet' | 'closed';

/** Reads a draft's parts as they came over the wire; a part of the wrong shape is a problem, never an exception. */
export declare function parseElements(json: unknown): readonly PolicyProblem[];
export declare function parseRules(json: unknown): readonly PolicyProblem[];
export declare function parseMaterials(json: unknown): readonly PolicyProblem[];

/** Checks a draft as a whole before it is published. `error`s forbid publishing. Never throws. */
export declare function checkPolicy(
  draft: PolicyDraft,
  context: { readonly now: string; readonly registry: readonly RegistryVariable[] },
): Promise<readonly PolicyProblem[]>;

/** The problem in words that tell how to mend it. */
export declare function policyProblemText(problem: PolicyProblem, locale: Locale): string;

/** A new policy from blank: nothing but defaults. */
export declare function blankPolicy(title: string, ownerUnit: string): Omit<PolicyDraft, 'flow'>;
