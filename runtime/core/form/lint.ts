import { checkExpression, type FeelProblem, type FeelType } from '#core/feel';
import { type CompiledField, compileForm, feelTypes, internals } from './compile/compile-form.js';
import { feelSource } from './compile/feel-source.js';
import { findCycles } from './compile/order.js';
import { fieldDefinitions } from './fields/index.js';
import { holdsAnswer } from './names.js';
import type { FieldInfo } from './state.js';
import type { FormIssue, FormSchema, RuledLimit } from './types.js';

const booleanType: FeelType = { kind: 'boolean' };
const textType: FeelType = { kind: 'string' };
const limitType = (key: RuledLimit): FeelType => {
  if (key === 'from' || key === 'to') return { kind: 'date' };
  return { kind: key === 'earliest' || key === 'latest' ? 'time' : 'number' };
};
/** Findings of the static check that say something odd rather than something wrong. */
const hints: readonly FeelProblem['code'][] = ['ALWAYS_TRUE', 'ALWAYS_FALSE', 'UNREACHABLE'];
const unknown: readonly FeelProblem['code'][] = ['UNKNOWN_NAME', 'UNKNOWN_ENTRY', 'UNKNOWN_FUNCTION'];

export interface LintOptions {
  readonly registryVariables?: readonly string[];
}

/** What publishing refuses beside the shape: rules compile, names known and unique, no cycles. Empty when all is well. */
export function lintForm(schema: FormSchema, options: LintOptions = {}): readonly FormIssue[] {
  const compiled = compileForm(schema);
  const issues: FormIssue[] = [];
  const types = feelTypes(compiled);
  if (!compiled.fields.some(holdsAnswer)) issues.push({ path: 'properties', code: 'EMPTY_FORM', params: {} });
  issues.push(...lintNames(compiled.fields));
  for (const section of compiled.sections) {
    if (section.id === undefined) continue;
    const path = `properties.${section.id}`;
    if (section.title.trim() === '')
      issues.push({ path: `${path}.title`, code: 'MISSING_KEY', params: { key: 'title' } });
    issues.push(...lintRule(`${path}.x-rules.visible`, section.node?.['x-rules']?.visible, types, booleanType));
  }
  for (const field of compiled.fields) {
    issues.push(...lintField(field, types, options));
    const rowTypes = { ...types, ...Object.fromEntries(field.columns.map((column) => [column.name, typeOf(column)])) };
    // The columns of a person, an enterprise, an address are their type's, not the author's.
    if (field.node.items !== undefined)
      for (const column of field.columns) issues.push(...lintField(column, rowTypes, options));
  }
  return [...issues, ...lintCycles(compiled)];

  function typeOf(column: FieldInfo): FeelType {
    return compiled[internals].compiledByKey.get(column.key)?.definition.feelType(column) ?? { kind: 'any' };
  }
}

function lintNames(fields: readonly FieldInfo[]): readonly FormIssue[] {
  const issues: FormIssue[] = [];
  const seen = new Map<string, FieldInfo>();
  for (const field of fields) {
    if (!holdsAnswer(field)) continue;
    const other = seen.get(field.name);
    if (other !== undefined) {
      issues.push({
        path: `${field.schemaPath}.x-name`,
        code: 'NAME_TAKEN',
        params: { name: field.name, other: other.node.title },
      });
    } else seen.set(field.name, field);
    issues.push(...lintNames(field.columns));
  }
  return issues;
}

function lintField(
  field: FieldInfo,
  types: Readonly<Record<string, FeelType>>,
  options: LintOptions,
): readonly FormIssue[] {
  const path = field.schemaPath;
  const issues: FormIssue[] = [];
  const { node } = field;
  if (node.title.trim() === '' && field.kind !== 'words' && field.component !== 'Columns' && field.component !== 'Tabs')
    issues.push({ path: `${path}.title`, code: 'MISSING_KEY', params: { key: 'title' } });
  const { hasOptions, isComputed } = fieldDefinitions[field.component];
  if (hasOptions && (node.enum ?? []).length === 0 && node['x-component-props']?.codeTable === undefined)
    issues.push({ path: `${path}.enum`, code: 'MISSING_KEY', params: { key: 'enum' } });
  if (isComputed && node['x-rules']?.value === undefined && node['x-registry'] === undefined)
    issues.push({ path: `${path}.x-rules.value`, code: 'FORMULA_MISSING', params: {} });
  if (node.items !== undefined && field.columns.length === 0)
    issues.push({ path: `${path}.items`, code: 'MISSING_KEY', params: { key: 'items' } });
  const variable = node['x-registry'];
  if (
    variable !== undefined &&
    options.registryVariables !== undefined &&
    !options.registryVariables.includes(variable)
  ) {
    issues.push({ path: `${path}.x-registry`, code: 'REGISTRY_UNKNOWN', params: { name: variable } });
  }
  const rules = node['x-rules'] ?? {};
  for (const key of ['visible', 'enabled', 'required'] as const)
    issues.push(...lintRule(`${path}.x-rules.${key}`, rules[key], types, booleanType));
  const ownType = types[field.name];
  issues.push(...lintRule(`${path}.x-rules.value`, rules.value, types, ownType));
  issues.push(...lintRule(`${path}.x-rules.check.test`, rules.check?.test, types, booleanType));
  issues.push(...lintRule(`${path}.x-rules.check.message`, rules.check?.message, types, textType));
  issues.push(...lintRule(`${path}.x-rules.options`, rules.options, types, { kind: 'list', of: textType }));
  for (const [key, text] of Object.entries(rules.limits ?? {}))
    issues.push(...lintRule(`${path}.x-rules.limits.${key}`, text, types, limitType(key as RuledLimit)));
  if (rules.check !== undefined && rules.check.message.trim() === '') {
    issues.push({ path: `${path}.x-rules.check.message`, code: 'MISSING_KEY', params: { key: 'message' } });
  }
  return issues;
}

function lintRule(
  path: string,
  text: string | undefined,
  types: Readonly<Record<string, FeelType>>,
  expected: FeelType | undefined,
): readonly FormIssue[] {
  const source = text === undefined ? undefined : feelSource(text);
  if (source === undefined) return [];
  const { problems } = checkExpression(source, types, expected);
  return problems
    .filter((problem) => !hints.includes(problem.code))
    .map((problem) => ({
      path,
      code: unknown.includes(problem.code)
        ? 'RULE_UNKNOWN_NAME'
        : problem.code === 'WRONG_RESULT'
          ? 'RULE_WRONG_TYPE'
          : 'RULE_INVALID',
      params: { ...problem.params, problem: problem.code, from: problem.from, to: problem.to, source },
    }));
}

function lintCycles(compiled: ReturnType<typeof compileForm>): readonly FormIssue[] {
  const { units, compiledByKey } = compiled[internals];
  const titleOf = (id: string) =>
    compiled.field(id)?.node.title ?? compiled.sections.find((section) => section.id === id)?.title ?? id;
  const cycles = findCycles(units.map((unit) => ({ id: unit.id, needs: unit.definedBy })));
  const issues = cycles.map((cycle): FormIssue => cycleIssue(pathOf(cycle[0] ?? ''), cycle.map(titleOf)));
  for (const table of compiled.fields.filter((field) => field.columns.length > 0)) {
    const columns = compiledByKey.get(table.id)?.columns ?? [];
    const rowCycles = findCycles(
      columns.map((column) => ({ id: column.info.id, needs: neededColumns(column, columns) })),
    );
    for (const cycle of rowCycles) {
      const first = table.columns.find((column) => column.id === cycle[0]);
      if (first === undefined) continue;
      issues.push(
        cycleIssue(
          first.schemaPath,
          cycle.map((id) => table.columns.find((column) => column.id === id)?.node.title ?? id),
        ),
      );
    }
  }
  return issues;

  function pathOf(id: string): string {
    const field = compiled.field(id);
    return field === undefined ? `properties.${id}` : field.schemaPath;
  }
}

const cycleIssue = (path: string, titles: readonly string[]): FormIssue => ({
  path: `${path}.x-rules`,
  code: 'RULE_CYCLE',
  params: { fields: [...titles, titles[0] ?? ''].join(' → ') },
});

const neededColumns = (column: CompiledField, columns: readonly CompiledField[]): readonly string[] => {
  const names = new Set([...(column.rules.visible?.names ?? []), ...(column.rules.value?.names ?? [])]);
  return columns.filter((other) => names.has(other.info.name)).map((other) => other.info.id);
};
