/**
 * Form schema, visibility, computed values, validation: one judge for browser and server (D11, D12).
 * Pure: no clock, no ids of its own; the same arguments give the same answer.
 */
import type { FeelType, FeelValue } from '#core/feel';
import type { Result } from '#core/result';
import type {
  CompiledFormFace,
  ComponentName,
  FieldAccess,
  FieldChange,
  FieldInfo,
  FieldNode,
  FieldTypeInfo,
  FormContext,
  FormEngine,
  FormIssue,
  FormLocale,
  FormSchema,
  FormState,
  Option,
  RegistryFact,
  RuleVerdict,
  SectionInfo,
  SubmissionData,
} from './types.js';

export type {
  AccessLevel,
  AnswerIssueCode,
  ComponentName,
  DateRangeAnswer,
  FieldAccess,
  FieldChange,
  FieldGroup,
  FieldInfo,
  FieldLimits,
  FieldMode,
  FieldNode,
  FieldProps,
  FieldRules,
  FieldState,
  FieldTypeInfo,
  FileAnswer,
  FormContext,
  FormEngine,
  FormIssue,
  FormLocale,
  FormSchema,
  FormState,
  IssueCode,
  JsonType,
  Option,
  RegistryFact,
  Row,
  RuleCheck,
  RuleVerdict,
  SchemaIssueCode,
  SectionInfo,
  SubmissionData,
} from './types.js';
export { answerIssueCodes, componentNames, schemaIssueCodes } from './types.js';

/** A form made ready once; opaque but for its face. */
export type CompiledForm = CompiledFormFace;

/** Reads a schema; refuses everything outside the subset, all reasons at once, each with its path. */
export declare function parseForm(json: unknown): Result<FormSchema, readonly FormIssue[]>;
/** What publishing refuses beside the shape: rules compile, names known and unique, no cycles. Empty when all is well. */
export declare function lintForm(
  schema: FormSchema,
  options?: { readonly registryVariables?: readonly string[] },
): readonly FormIssue[];
/** Makes a parsed schema ready. A rule that does not compile is left out (`lintForm` names it), so that a draft can be previewed. */
export declare function compileForm(
  schema: FormSchema,
  options?: { readonly codeTables?: Readonly<Record<string, readonly Option[]>> },
): CompiledForm;
/** The state of every field, section and cell. Deterministic and idempotent. */
export declare function evaluateForm(compiled: CompiledForm, data: SubmissionData, context: FormContext): FormState;
export declare function createFormEngine(
  compiled: CompiledForm,
  data: SubmissionData,
  context: FormContext,
): FormEngine;
/** Answers completed by what the registry knows, where nothing is given yet. Certified values are enforced anyway. */
export declare function prefillData(
  compiled: CompiledForm,
  data: SubmissionData,
  registry: Readonly<Record<string, RegistryFact>>,
): SubmissionData;
/**
 * Judges a whole submission, types first and strictly. `stored` is the former submission: what the step may not change
 * must equal it (absent where there is none). `data` is what to store: rule-hidden answers dropped, computed and
 * certified values put in; use it only where `issues` is empty.
 */
export declare function validateSubmission(
  compiled: CompiledForm,
  data: unknown,
  context: FormContext & { readonly stored?: SubmissionData },
): { readonly data: SubmissionData; readonly issues: readonly FormIssue[] };
/** Judges a draft: types and unknown fields only; incomplete is fine. */
export declare function validateDraft(
  compiled: CompiledForm,
  data: unknown,
  context: FormContext & { readonly stored?: SubmissionData },
): { readonly data: SubmissionData; readonly issues: readonly FormIssue[] };
/** Lays a step's input over what is stored; input for a field that is locked or hidden in this step is refused (D12). Validate afterwards. */
export declare function mergeStepInput(
  compiled: CompiledForm,
  stored: SubmissionData,
  input: unknown,
  access: FieldAccess,
): Result<SubmissionData, readonly FormIssue[]>;
/** What this step may see of a submission. */
export declare function visibleToStep(
  compiled: CompiledForm,
  data: SubmissionData,
  access: FieldAccess,
): SubmissionData;
/** Verdicts that rest on answers hidden from this step, to be sent to the browser instead of them (D12). */
export declare function verdictsFor(
  compiled: CompiledForm,
  data: SubmissionData,
  context: FormContext,
): Readonly<Record<string, RuleVerdict>>;
/** Answers as FEEL values by FEEL name: money as exact 元, dates, tables as lists of contexts; null where not given. */
export declare function feelVariables(
  compiled: CompiledForm,
  data: SubmissionData,
): Readonly<Record<string, FeelValue>>;
/** Static types by FEEL name, for `checkExpression`. */
export declare function feelTypes(compiled: CompiledForm): Readonly<Record<string, FeelType>>;
/** What a person reads for a value: options by label, money in its unit, dates as `2026 年 11 月 27 日`; '' where not given. */
export declare function displayValue(field: FieldInfo, value: unknown, locale: FormLocale): string;
/** The same value with identity and bank numbers masked, for whoever may not see them in full (D20). */
export declare function maskValue(field: FieldInfo, value: unknown): unknown;
/** All answers with `maskValue` applied, cells too. */
export declare function maskData(compiled: CompiledForm, data: SubmissionData): SubmissionData;
export declare function diffSubmissions(
  compiled: CompiledForm,
  before: SubmissionData,
  after: SubmissionData,
): readonly FieldChange[];
/** All fields in order, columns behind their table, without sections and notes. */
export declare function fieldsOf(schema: FormSchema): readonly FieldInfo[];
/** Pages of filling in, in order. */
export declare function sectionsOf(schema: FormSchema): readonly SectionInfo[];
export declare function fileIdsOf(compiled: CompiledForm, data: SubmissionData): readonly string[];
/** Keys (`id` or `table.column`) of what must be encrypted and masked (D20). */
export declare function sensitivePaths(compiled: CompiledForm): readonly string[];
/** The name rules know a node by. */
export declare function nameOf(id: string, node: FieldNode): string;
/** Gives a field another FEEL name, and rewrites every rule of the form that reads it (D10). */
export declare function renameField(
  schema: FormSchema,
  key: string,
  name: string,
): Result<FormSchema, readonly FormIssue[]>;
/** Says an issue in words that tell how to mend it. `field` gives the label and the unit. */
export declare function issueText(issue: FormIssue, locale: FormLocale, field?: FieldInfo): string;
/** The closed registry of field types, in palette order. */
export declare const fieldTypes: Readonly<Record<ComponentName, FieldTypeInfo>>;
