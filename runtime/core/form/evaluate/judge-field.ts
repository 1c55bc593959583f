import type { FeelProgram, FeelValue } from '#core/feel';
import type { CompiledField } from '../compile/compile-form.js';
import { sameAnswer } from '../equal.js';
import { shanghaiDay } from '../fields/calendar-day.js';
import type { FieldState, FormContext } from '../state.js';
import type { AccessLevel, FormIssue, RegistryFact } from '../types.js';
import { mayEdit } from './access.js';

/** The FEEL value a name has here, or undefined where there is none of that name. */
export type Lookup = (name: string) => FeelValue | undefined;

/** Runs a rule over just the variables it reads. */
export function runRule(program: FeelProgram, lookup: Lookup, now: string): FeelValue {
  const variables: Record<string, FeelValue> = {};
  for (const name of program.names) {
    const value = lookup(name);
    if (value !== undefined) variables[name] = value;
  }
  return program.evaluate({ variables, now }).value;
}

/** The registry's fact for a field, where its value is of the field's type. */
export function factFor(field: CompiledField, registry: FormContext['registry']): RegistryFact | undefined {
  const variable = field.info.node['x-registry'];
  if (variable === undefined || registry === undefined || !Object.hasOwn(registry, variable)) return undefined;
  const fact = registry[variable];
  const { isType, isEmpty } = field.definition;
  return fact !== undefined && isType(fact.value) && !isEmpty(fact.value) ? fact : undefined;
}
export const isCertified = (field: CompiledField): boolean => field.info.node['x-certified'] !== false;

interface Placed {
  readonly path: string;
  /** Visible by rule, its section too. */
  readonly visible: boolean;
  readonly value: unknown;
  readonly level: AccessLevel;
  readonly fact: RegistryFact | undefined;
  readonly verdict: { readonly enabled?: boolean; readonly required?: boolean } | undefined;
}

/** The state of one field or cell whose visibility and value are known. */
export function judgeField(field: CompiledField, at: Placed, lookup: Lookup, context: FormContext): FieldState {
  const { definition, info, rules } = field;
  const editable = mayEdit(at.level);
  const lock = lockOf(field, at, lookup, context);
  const mode = !at.visible || at.level === 'hidden' ? 'hidden' : lock === undefined ? 'edit' : 'read';
  const canFill = mode === 'edit';
  const byRule =
    at.verdict?.required ??
    (canFill && rules.required !== undefined && runRule(rules.required, lookup, context.now) === true);
  const required = canFill && (at.level === 'required' || info.node.required === true || byRule);
  // Only what the person can change, or what is computed from it, is judged: nobody can mend another step's answer.
  const judged = mode !== 'hidden' && editable && lock !== 'registry';
  return {
    visible: mode !== 'hidden',
    mode,
    required,
    issues: judged ? [...answerIssues(field, at, required, lookup, context), ...externalFor(at.path, context)] : [],
    value: at.value,
    options: info.options,
    lock: mode === 'read' ? lock : undefined,
    fact:
      at.fact !== undefined && sameAnswer(definition.normalise(at.value), definition.normalise(at.fact.value))
        ? at.fact
        : undefined,
  };
}

function lockOf(field: CompiledField, at: Placed, lookup: Lookup, context: FormContext): FieldState['lock'] {
  if (!mayEdit(at.level)) return 'step';
  if (field.rules.value !== undefined) return 'computed';
  if (at.fact !== undefined && isCertified(field)) return 'registry';
  const { enabled } = field.rules;
  const isEnabled = at.verdict?.enabled ?? (enabled === undefined || runRule(enabled, lookup, context.now) === true);
  return isEnabled ? undefined : 'rule';
}

const externalFor = (path: string, context: FormContext): readonly FormIssue[] =>
  (context.externalIssues ?? []).filter((issue) => issue.path === path);

function answerIssues(
  field: CompiledField,
  at: Placed,
  required: boolean,
  lookup: Lookup,
  context: FormContext,
): readonly FormIssue[] {
  const { definition, info, rules } = field;
  const here = (code: FormIssue['code'], params: FormIssue['params'] = {}): FormIssue => ({
    path: at.path,
    code,
    params,
  });
  if (definition.isEmpty(at.value)) {
    if (!required) return [];
    return [here(info.component === 'Agreement' ? 'NOT_AGREED' : 'REQUIRED')];
  }
  if (!definition.isType(at.value)) return [here('WRONG_TYPE', { expected: info.component })];
  const issues = definition
    .judge(definition.normalise(at.value), info, { today: shanghaiDay(context.now) })
    .map((issue) => here(issue.code, issue.params));
  if (issues.length > 0 || rules.check === undefined) return issues;
  return holds(rules.check, lookup, context.now)
    ? []
    : [here('CHECK_FAILED', { message: info.node['x-rules']?.check?.message ?? '' })];
}

/** Anything but true fails, except where it could not be judged because something it reads is not filled in yet. */
function holds(check: FeelProgram, lookup: Lookup, now: string): boolean {
  const result = runRule(check, lookup, now);
  if (result === true) return true;
  return result !== false && check.names.some((name) => (lookup(name) ?? null) === null);
}
