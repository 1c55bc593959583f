import type { FeelProgram } from '#core/feel';
import type { CompiledField } from '../compile/compile-form.js';
import { sameAnswer } from '../equal.js';
import { shanghaiDay } from '../fields/calendar-day.js';
import type { FieldInfo, FieldState, FormContext } from '../state.js';
import type { AccessLevel, FormIssue, RegistryFact } from '../types.js';
import { mayEdit } from './access.js';
import { asRuled, noLimits } from './ruled-limits.js';
import { type Lookup, type RuleContext, runRule } from './run-rule.js';

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
  /** A cell of an optional, empty block need not be filled in. */
  readonly isAsked: boolean;
  /** The earlier row that holds the same, where values must differ. */
  readonly repeats: number | undefined;
}

/** The state of one field or cell whose visibility and value are known. */
export function judgeField(field: CompiledField, at: Placed, lookup: Lookup, context: FormContext): FieldState {
  const { definition, rules } = field;
  const info = asRuled(field, lookup, context);
  const editable = mayEdit(at.level);
  const lock = lockOf(field, at, lookup, context);
  const isDrawn = at.visible && at.level !== 'hidden' && info.component !== 'Hidden';
  const mode = !isDrawn ? 'hidden' : lock === undefined ? 'edit' : 'read';
  const canFill = mode === 'edit';
  const byRule =
    at.verdict?.required ??
    (canFill && rules.required !== undefined && runRule(rules.required, lookup, context) === true);
  const required = canFill && at.isAsked && (at.level === 'required' || info.node.required === true || byRule);
  // Only what the person can change, or what is computed from it, is judged: nobody can mend another step's answer.
  const judged = mode !== 'hidden' && editable && lock !== 'registry';
  return {
    visible: mode !== 'hidden',
    mode,
    required,
    issues: judged
      ? [...answerIssues(field, info, at, required, lookup, context), ...externalFor(at.path, context)]
      : [],
    value: at.value,
    options: info.options,
    limits: info.node['x-limits'] ?? noLimits,
    lock: mode === 'read' ? lock : undefined,
    fact:
      at.fact !== undefined && sameAnswer(definition.normalise(at.value), definition.normalise(at.fact.value))
        ? at.fact
        : undefined,
  };
}

function lockOf(field: CompiledField, at: Placed, lookup: Lookup, context: FormContext): FieldState['lock'] {
  if (!mayEdit(at.level)) return 'step';
  if (field.rules.value !== undefined || field.definition.isComputed) return 'computed';
  if (at.fact !== undefined && isCertified(field)) return 'registry';
  const { enabled } = field.rules;
  const isEnabled = at.verdict?.enabled ?? (enabled === undefined || runRule(enabled, lookup, context) === true);
  return isEnabled ? undefined : 'rule';
}

const externalFor = (path: string, context: FormContext): readonly FormIssue[] =>
  (context.externalIssues ?? []).filter((issue) => issue.path === path);

function answerIssues(
  field: CompiledField,
  info: FieldInfo,
  at: Placed,
  required: boolean,
  lookup: Lookup,
  context: FormContext,
): readonly FormIssue[] {
  const { definition, rules } = field;
  const here = (code: FormIssue['code'], params: FormIssue['params'] = {}): FormIssue => ({
    path: at.path,
    code,
    params,
  });
  if (definition.isEmpty(at.value)) {
    // What is missing in a block is said at its parts.
    if (!required || info.kind === 'block') return [];
    return [here(info.component === 'Agreement' ? 'NOT_AGREED' : 'REQUIRED')];
  }
  if (!definition.isType(at.value)) return [here('WRONG_TYPE', { expected: info.component })];
  const issues = definition
    .judge(definition.normalise(at.value), info, { today: shanghaiDay(context.now) })
    .map((issue) => here(issue.code, issue.params));
  if (issues.length === 0 && at.repeats !== undefined) return [here('DUPLICATE_ROW', { row: at.repeats })];
  if (issues.length > 0 || rules.check === undefined) return issues;
  return holds(rules.check, lookup, context)
    ? []
    : [here('CHECK_FAILED', { message: messageOf(field, lookup, context) })];
}

/** What to say where a check fails; a message by rule that gives no text is not said. */
function messageOf({ info, rules }: CompiledField, lookup: Lookup, context: RuleContext): string {
  if (rules.message === undefined) return info.node['x-rules']?.check?.message ?? '';
  const words = runRule(rules.message, lookup, context);
  return typeof words === 'string' ? words.slice(0, 500) : '';
}

/** Anything but true fails, except where it could not be judged because something it reads is not filled in yet. */
function holds(check: FeelProgram, lookup: Lookup, context: RuleContext): boolean {
  const result = runRule(check, lookup, context);
  if (result === true) return true;
  return result !== false && check.names.some((name) => (lookup(name) ?? null) === null);
}
