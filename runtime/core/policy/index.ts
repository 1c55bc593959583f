/**
 * What a policy is beside form and flow: elements, conditions, amount, materials; assessing an applicant and checking a
 * draft as a whole. Pure. Imports feel, form, flow, calendar, money, messages.
 */
export { type CheckContext, checkPolicy } from './check.js';
export { availability, blankPolicy, localText } from './elements.js';
export { parseElements, parseMaterials, parseRules } from './parse.js';
export { policyProblemText } from './problem-text.js';
export { assessEligibility, type CompiledRules, compileRules, computeAmount, type DescribeVariable } from './rules.js';
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
export { policyClasses, projectClasses, redemptions } from './types.js';
export {
  type CaseAmounts,
  policyVariables,
  requestedAmountName,
  variableDescriptions,
  variableNames,
  variableTypes,
} from './variables.js';
