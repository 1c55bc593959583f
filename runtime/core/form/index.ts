/**
 * Form schema, visibility, computed values, validation: one judge for browser and server (D11, D12).
 * Pure: no clock, no ids of its own; the same arguments give the same answer.
 */
export {
  type CompiledForm,
  type CompileFormOptions,
  compileForm,
  feelTypeOf,
  feelTypes,
} from './compile/compile-form.js';
export { accessLevel } from './evaluate/access.js';
export { createFormEngine, evaluateForm } from './evaluate/engine.js';
export { feelVariables } from './feel-variables.js';
export { blockParts } from './fields/blocks.js';
export { dayText } from './fields/calendar-day.js';
export { fieldTypes } from './fields/index.js';
export { moneyText, moneyUnitName, moneyUnitOf } from './fields/money.js';
export { starsOf } from './fields/number.js';
export { holdsRows } from './fields/row.js';
export { signatureSize } from './fields/signature.js';
export { type ImportedForm, importFormily } from './import/import-formily.js';
export { type LintOptions, lintForm } from './lint.js';
export { issueText } from './messages.js';
export { fieldsOf, holdsAnswer, nameOf, sectionsOf } from './names.js';
export { parseForm } from './parse/parse-form.js';
export { ruledLimitsOf, ruleKeysOf } from './parse/parse-node.js';
export { mayHold } from './placement.js';
export {
  diffSubmissions,
  displayValue,
  fileIdsOf,
  filesOf,
  maskData,
  maskValue,
  sensitivePaths,
} from './presentation.js';
export { renameField } from './rename-field.js';
export { answerFromText, cellsOfTsv, columnSums, ledgerCell, pasteCells, rowsFromCells, sheetOfRows } from './sheet.js';
export type {
  CompiledFormFace,
  FieldChange,
  FieldGroup,
  FieldInfo,
  FieldKind,
  FieldMode,
  FieldState,
  FieldTypeInfo,
  FormContext,
  FormEngine,
  FormState,
  RuleProblems,
  RuleVerdict,
  SectionInfo,
} from './state.js';
export { mergeStepInput, visibleToStep } from './submit/step-access.js';
export {
  type Judgement,
  prefillData,
  type SubmissionContext,
  validateDraft,
  validateSubmission,
  verdictsFor,
} from './submit/validate-submission.js';
export type {
  AccessLevel,
  AnswerIssueCode,
  ComponentName,
  DateRangeAnswer,
  FieldAccess,
  FieldLimits,
  FieldNode,
  FieldProps,
  FieldRules,
  FileAnswer,
  FormIssue,
  FormLocale,
  FormSchema,
  FormulaResult,
  IssueCode,
  JsonType,
  Option,
  RegistryFact,
  Row,
  RuleCheck,
  RuledLimit,
  SchemaIssueCode,
  SignatureAnswer,
  SubmissionData,
} from './types.js';
export { answerIssueCodes, componentNames, onlyRowId, schemaIssueCodes } from './types.js';
