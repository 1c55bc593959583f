import type { CompiledForm } from '../compile/compile-form.js';
import { sameAnswer } from '../equal.js';
import { accessLevel, mayEdit } from '../evaluate/access.js';
import { answersOf, issuesOf } from '../evaluate/engine.js';
import { Evaluation } from '../evaluate/evaluation.js';
import { isPlainObject } from '../fields/definition.js';
import { fieldDefinitions } from '../fields/index.js';
import { holdsRows, rowsIn } from '../fields/row.js';
import type { FieldInfo, FormContext, RuleVerdict } from '../state.js';
import type { FieldAccess, FormIssue, RegistryFact, Row, SubmissionData } from '../types.js';
import { checkShape, normaliseAnswers } from './check-shape.js';
import { restoreLocked, stepRefusals } from './step-access.js';

export interface SubmissionContext extends FormContext {
  /** The former submission; what the step may not change must equal it. */
  readonly stored?: SubmissionData;
}
export interface Judgement {
  readonly data: SubmissionData;
  readonly issues: readonly FormIssue[];
}

/** Judges a whole submission; see `index.ts`. */
export function validateSubmission(compiled: CompiledForm, data: unknown, context: SubmissionContext): Judgement {
  const draft = validateDraft(compiled, data, context);
  if (draft.issues.length > 0) return draft;
  const answers = restoreLocked(compiled, draft.data, context.stored, context.access);
  const evaluation = new Evaluation(compiled, { ...answers }, context);
  const issues = [...lockedByRegistry(compiled, draft.data, evaluation), ...issuesOf(compiled, evaluation)];
  return { data: toStore(compiled, evaluation, answers, context), issues };
}

/** Judges a draft: types, unknown fields and the step's rights only; incomplete is fine. */
export function validateDraft(compiled: CompiledForm, data: unknown, context: SubmissionContext): Judgement {
  const shape = checkShape(compiled, data);
  if (shape.length > 0 || !isPlainObject(data)) return { data: {}, issues: shape };
  const refused = stepRefusals(compiled, data, context.stored, context.access, true, context.registry);
  return { data: refused.length > 0 ? {} : normaliseAnswers(compiled, data), issues: refused };
}

/** A certified value cannot be answered otherwise; sending the same is what the browser does. */
function lockedByRegistry(compiled: CompiledForm, sent: SubmissionData, evaluation: Evaluation): readonly FormIssue[] {
  const refusal = (field: FieldInfo, path: string, given: unknown): readonly FormIssue[] => {
    const state = evaluation.state(path);
    if (state?.lock !== 'registry' || given === undefined) return [];
    if (sameAnswer(given, fieldDefinitions[field.component].normalise(state.value))) return [];
    return [{ path, code: 'FIELD_LOCKED', params: { source: state.fact?.source ?? '' } }];
  };
  return compiled.fields.flatMap((field) => {
    if (field.kind !== 'block') return refusal(field, field.id, sent[field.id]);
    return rowsIn(field, sent[field.id]).flatMap((row) =>
      field.columns.flatMap((column) => refusal(column, `${field.id}.${row.id}.${column.id}`, row[column.id])),
    );
  });
}

/** Drops what a rule hides (unless another step's), puts computed and certified values in. */
function toStore(
  compiled: CompiledForm,
  evaluation: Evaluation,
  answers: SubmissionData,
  context: SubmissionContext,
): SubmissionData {
  const effective = answersOf(compiled, evaluation);
  const kept: Record<string, unknown> = {};
  for (const field of compiled.fields) {
    const isOthers = !mayEdit(accessLevel(context.access, field));
    if (!evaluation.isShownByRule(field.id) && !isOthers) continue;
    const value = isOthers && answers[field.id] !== undefined ? answers[field.id] : effective[field.id];
    if (value === undefined) continue;
    kept[field.id] = holdsRows(field) && !isOthers ? visibleCells(field, evaluation) : value;
  }
  return normaliseAnswers(compiled, kept);
}

function visibleCells(table: FieldInfo, evaluation: Evaluation): readonly Row[] {
  return evaluation.rowResults(table.id).map(({ values, visible }) => {
    const cells = table.columns.filter((column) => visible[column.id] === true && values[column.id] !== undefined);
    return { id: values.id, ...Object.fromEntries(cells.map((column) => [column.id, values[column.id]])) };
  });
}

/** Answers completed by what the registry knows, where nothing is given yet. Certified values are enforced anyway. */
export function prefillData(
  compiled: CompiledForm,
  data: SubmissionData,
  registry: Readonly<Record<string, RegistryFact>>,
  access?: FieldAccess,
): SubmissionData {
  const filled: Record<string, unknown> = { ...data };
  for (const field of compiled.fields) {
    const variable = field.node['x-registry'];
    if (variable === undefined || !Object.hasOwn(registry, variable) || filled[field.id] !== undefined) continue;
    // What the step may not change is not the applicant's to prefill; certified values come by themselves.
    if (!mayEdit(accessLevel(access, field))) continue;
    const value = registry[variable]?.value;
    if (fieldDefinitions[field.component].isType(value)) filled[field.id] = value;
  }
  return filled;
}

/** Verdicts of rules that read answers hidden from this step, to be sent to the browser instead of those answers (D12). */
export function verdictsFor(
  compiled: CompiledForm,
  data: SubmissionData,
  context: FormContext,
): Readonly<Record<string, RuleVerdict>> {
  const hidden = (field: FieldInfo) => accessLevel(context.access, field) === 'hidden';
  if (!compiled.fields.some(hidden)) return {};
  const whole = new Evaluation(compiled, { ...data }, context);
  const seen = Object.fromEntries(
    compiled.fields
      .filter((field) => !hidden(field) && data[field.id] !== undefined)
      .map((field) => [field.id, data[field.id]]),
  );
  const partial = new Evaluation(compiled, seen, context);
  const ids = [
    ...compiled.fields.filter((field) => !hidden(field)).map((field) => field.id),
    ...compiled.sections.map((section) => section.id),
  ];
  const verdicts: [string, RuleVerdict][] = [];
  for (const id of ids) {
    if (id === undefined) continue;
    const here = verdictOf(whole, id);
    if (!sameAnswer(here, verdictOf(partial, id))) verdicts.push([id, here]);
  }
  return Object.fromEntries(verdicts);
}

function verdictOf(evaluation: Evaluation, id: string): RuleVerdict {
  const state = evaluation.state(id);
  return { visible: evaluation.isShownByRule(id), enabled: state?.lock !== 'rule', required: state?.required ?? false };
}
