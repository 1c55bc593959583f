import { checkDecisions } from '#core/dmn';
import { checkExpression, type FeelType } from '#core/feel';
import {
  type FlowIssue,
  financeIssues,
  lintBpmn,
  lintProcess,
  type ProcessDefinition,
  parseBpmn,
  proveProcess,
} from '#core/flow';
import { type CompiledForm, compileForm, type FieldInfo, type FormIssue, lintForm, parseForm } from '#core/form';
import { checkRules } from './check-rules.js';
import { checkElements } from './elements.js';
import { policyError as error, policyWarning as warning } from './problems.js';
import type { PolicyDraft, PolicyProblem, RegistryVariable } from './types.js';
import { variableTypes } from './variables.js';

export interface CheckContext {
  readonly now: string;
  readonly registry: readonly RegistryVariable[];
  /** R58: a city may rule that finance holds no approval step. */
  readonly financeApproves?: boolean;
}

/**
 * Checks a draft as a whole before it is published: each part, and what the parts say of one another. `error`s forbid
 * publishing. The parts have the right shape already (`parseElements` …; form and flow are parsed here). Never throws.
 */
export async function checkPolicy(draft: PolicyDraft, context: CheckContext): Promise<readonly PolicyProblem[]> {
  const problems: PolicyProblem[] = [...checkElements(draft.elements, context.now)];
  const form = readForm(draft, context, problems);
  problems.push(...checkNames(context.registry, form), ...checkRules(draft, variableTypes(context.registry, form)));
  if (form !== undefined) problems.push(...checkMaterials(draft, form));
  const parsed = await parseBpmn(draft.flow);
  if (parsed.ok) problems.push(...checkFlow(parsed.value, draft, context, form));
  else problems.push(...(await lintBpmn(draft.flow)).map(flowProblem));
  return problems;
}

function readForm(draft: PolicyDraft, context: CheckContext, problems: PolicyProblem[]): CompiledForm | undefined {
  const report = (issues: readonly FormIssue[]) => {
    for (const issue of issues) {
      problems.push({ ...error('form', issue.path, 'FORM_INVALID'), cause: { kind: 'form', issue } });
    }
  };
  const parsed = parseForm(draft.form);
  if (!parsed.ok) {
    report(parsed.error);
    return undefined;
  }
  report(lintForm(parsed.value, { registryVariables: context.registry.map(({ name }) => name) }));
  return compileForm(parsed.value);
}

/** A field that has a registry variable's name must be that variable's own field, or rules would read either. */
function checkNames(registry: readonly RegistryVariable[], form: CompiledForm | undefined): readonly PolicyProblem[] {
  const known = new Set(registry.map(({ name }) => name));
  return (form?.fields ?? [])
    .filter((field) => known.has(field.name) && field.node['x-registry'] !== field.name)
    .map((field) => error('form', field.key, 'NAME_COLLIDES', { name: field.name }));
}

/** R24: what government holds is not asked for, and what is asked for has a field. */
function checkMaterials(draft: PolicyDraft, form: CompiledForm): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const seen = new Set<string>();
  for (const { id, title, fieldId, heldByGovernment } of draft.materials) {
    if (seen.has(id)) problems.push(error('materials', id, 'ID_TAKEN', { id }));
    seen.add(id);
    if (title.trim() === '') problems.push(error('materials', id, 'TEXT_MISSING'));
    if (heldByGovernment && fieldId !== undefined)
      problems.push(error('materials', id, 'MATERIAL_ASKED_AGAIN', { title }));
    else if (!heldByGovernment && fieldId === undefined)
      problems.push(error('materials', id, 'MATERIAL_NOT_ASKED', { title }));
    else if (fieldId !== undefined && !takesMaterial(form.field(fieldId))) {
      problems.push(error('materials', id, 'MATERIAL_FIELD_UNKNOWN', { title }));
    }
  }
  const claimed = new Set(draft.materials.map(({ fieldId }) => fieldId));
  for (const field of form.fields) {
    if (field.kind === 'files' && !claimed.has(field.key)) {
      problems.push(warning('materials', field.key, 'FILE_FIELD_WITHOUT_MATERIAL', { title: field.node.title }));
    }
  }
  return problems;
}

const takesMaterial = (field: FieldInfo | undefined): boolean =>
  field !== undefined && (field.kind === 'files' || field.component === 'Agreement' || field.component === 'Signature');

function flowProblem(issue: FlowIssue): PolicyProblem {
  return {
    part: 'flow',
    place: issue.elementId ?? '',
    code: 'FLOW_INVALID',
    params: {},
    severity: issue.severity,
    cause: { kind: 'flow', issue },
  };
}

function checkFlow(
  definition: ProcessDefinition,
  draft: PolicyDraft,
  context: CheckContext,
  form: CompiledForm | undefined,
): readonly PolicyProblem[] {
  const issues: readonly FlowIssue[] = lintProcess(definition);
  const problems: PolicyProblem[] = issues.map(flowProblem);
  if (context.financeApproves === false) problems.push(...financeIssues(definition).map(flowProblem));
  problems.push(...checkGateways(definition, draft, context, form), ...checkSteps(definition, draft, form));
  // A flow that breaks the rules of structure proves nothing.
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  return [...problems, ...checkProof(definition, draft.elements.promisedWorkingDays)];
}

/** D13: a gateway condition that is not true or false stops a case; its names and types are checked here. */
function checkGateways(
  definition: ProcessDefinition,
  draft: PolicyDraft,
  context: CheckContext,
  form: CompiledForm | undefined,
): readonly PolicyProblem[] {
  const base = variableTypes(context.registry, form, { amounts: true });
  const types: Record<string, FeelType> = { ...base, ...checkDecisions(draft.rules.decisions, base).types };
  for (const element of Object.values(definition.elements)) {
    const result = resultNameOf(element);
    if (result !== null) types[result] ??= { kind: 'any' };
  }
  const problems: PolicyProblem[] = [];
  for (const { id, name, condition } of Object.values(definition.flows)) {
    if (condition === null) continue;
    for (const problem of checkExpression(condition.source, types, { kind: 'boolean' }).problems) {
      problems.push({
        ...error('flow', id, 'GATEWAY_CONDITION_INVALID', { name: name === '' ? id : name }),
        cause: { kind: 'feel', problem },
      });
    }
  }
  return problems;
}

function resultNameOf(element: ProcessDefinition['elements'][string]): string | null {
  if (element.type === 'scriptTask') return element.resultName;
  return element.type === 'businessRuleTask' ? (element.decision?.resultName ?? null) : null;
}

function checkSteps(
  definition: ProcessDefinition,
  draft: PolicyDraft,
  form: CompiledForm | undefined,
): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  let hasPayout = false;
  for (const element of Object.values(definition.elements)) {
    if (element.type === 'businessRuleTask' && element.decision !== null) {
      const { decisionId } = element.decision;
      const isKnown = draft.rules.decisions.some(({ id, name }) => id === decisionId || name === decisionId);
      if (!isKnown)
        problems.push(error('flow', element.id, 'DECISION_UNKNOWN', { name: element.name, decision: decisionId }));
    }
    if (element.type !== 'userTask') continue;
    hasPayout ||= element.step.kind === 'payout';
    for (const key of Object.keys(element.step.fields)) {
      const isKnown = key === '*' || form === undefined || form.field(key) !== undefined;
      if (!isKnown) problems.push(error('flow', element.id, 'STEP_FIELD_UNKNOWN', { name: element.name, field: key }));
    }
  }
  if (draft.rules.amount !== null && !hasPayout) problems.push(error('flow', '', 'PAYOUT_STEP_MISSING'));
  return problems;
}

/**
 * N7: no deadlock, dead step or token left over; and the limits on the longest way add up to no more than is promised.
 * Returns, which are the exception, are not held against the promise.
 */
function checkProof(definition: ProcessDefinition, promised: number): readonly PolicyProblem[] {
  const proof = proveProcess(definition);
  const problems: PolicyProblem[] = proof.findings.map((finding) => ({
    ...(finding.abstracted ? warning : error)('flow', finding.elementId, 'FLOW_FLAW'),
    cause: { kind: 'proof', finding },
  }));
  if (proof.verdict === 'gave-up') problems.push(warning('flow', '', 'FLOW_NOT_PROVED'));
  const longest = proof.longestWorkingDays;
  if (longest === null) problems.push(warning('flow', '', 'LIMIT_MISSING'));
  else if (longest > promised) problems.push(error('flow', '', 'PROMISE_TOO_SHORT', { days: longest, promised }));
  return problems;
}
