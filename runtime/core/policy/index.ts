/**
 * What a policy is beside form and flow: elements, conditions, amount, materials; assessing an applicant and checking a
 * draft as a whole. Pure. Imports feel, dmn, form, flow, calendar, money, messages.
 */
export { grantLimit } from './amount.js';
export { assessPolicy } from './assess-policy.js';
export { relevantAwards } from './awards.js';
export { type CheckContext, checkPolicy } from './check.js';
export { type CompiledRules, compileRules, type DescribeVariable } from './compile-rules.js';
export { availability, blankPolicy, localText } from './elements.js';
export { type QuickVerdict, quickVerdict } from './eligibility.js';
export { monthsLater, planInstalments } from './instalments.js';
export { type CaseMigration, migrationReasons } from './migration-reasons.js';
export { parseElements, parseMaterials, parseRules } from './parse.js';
export { policyProblemText } from './problem-text.js';
export type {
  AmountLimit,
  AmountResult,
  AmountRounding,
  AmountRule,
  AmountStep,
  Audience,
  AwardGroup,
  AwardPeriod,
  AwardsSoFar,
  Condition,
  ConditionKind,
  ConditionOutcome,
  ConditionResult,
  Contact,
  DemoValue,
  EligibilityAssessment,
  Instalment,
  MissingVariable,
  OnUnknown,
  PastAward,
  PlannedInstalment,
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
  YearlyCap,
} from './types.js';
export { policyClasses, projectClasses, redemptions } from './types.js';
export {
  type CaseAmounts,
  policyVariables,
  registryValue,
  requestedAmountName,
  variableDescriptions,
  variableNames,
  variableTypes,
} from './variables.js';
