import type { Decision } from '#core/dmn';
import type { FeelType } from '#core/feel';
import { grantedAmountName, requestedAmountName } from '#core/flow';
import { type CompiledForm, type FieldInfo, feelTypeOf, feelTypes } from '#core/form';
import type { RegistryVariable } from '#core/policy';
import type { RuleVariable, VariableKind } from './condition/condition.js';

/** What the case itself supplies to a flow's conditions, in 元. */
const amountNames = [requestedAmountName, grantedAmountName] as const;

const kindByFeel: Partial<Record<FeelType['kind'], VariableKind>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  list: 'list',
};

/** Names that a rule may use, in the order of the form, then what the registry knows, then the case's amounts. */
export function ruleVariables(
  form: CompiledForm,
  registry: readonly RegistryVariable[],
  options: { readonly withAmounts?: boolean } = {},
): readonly RuleVariable[] {
  const types = feelTypes(form);
  const fields = form.fields.map((field) => fieldVariable(field, types[field.name]));
  const taken = new Set(fields.map((one) => one.name));
  const facts = registry.filter((one) => !taken.has(one.name)).map(registryVariable);
  const amounts = options.withAmounts === true ? amountNames.map(amountVariable) : [];
  return [...fields, ...facts, ...amounts.filter((one) => !taken.has(one.name))];
}

/** The policy's decisions, as conditions, the amount and branches read them. */
export function decisionVariables(
  decisions: readonly Decision[],
  types: Readonly<Record<string, FeelType>>,
): readonly RuleVariable[] {
  return decisions
    .filter(({ name }) => name.trim() !== '')
    .map(({ name }) => ({ name, label: name, kind: kindOf(types[name]), source: 'decision' }));
}

/** What a column's rules may use: the columns of its row first. */
export function columnVariables(table: FieldInfo): readonly RuleVariable[] {
  return table.columns.map((column) => fieldVariable(column, feelTypeOf(column)));
}

function fieldVariable(field: FieldInfo, type: FeelType | undefined): RuleVariable {
  return {
    name: field.name,
    label: field.node.title,
    kind: kindOf(type),
    source: 'field',
    unit: unitOf(field),
    options: field.options,
    ...(field.component === 'Money' ? { isMoney: true } : {}),
    ...(field.component === 'Table' ? { columns: columnVariables(field) } : {}),
  };
}

const unitOf = ({ component, node }: FieldInfo): string | undefined =>
  component === 'Money' ? '元' : component === 'Percent' ? '%' : node['x-component-props']?.unit;

function kindOf(type: FeelType | undefined): VariableKind {
  if (type?.kind === 'list' && type.of.kind !== 'string') return 'other';
  return kindByFeel[type?.kind ?? 'any'] ?? 'other';
}

function registryVariable(variable: RegistryVariable): RuleVariable {
  return {
    name: variable.name,
    label: variable.label,
    kind: variable.type === 'money' ? 'number' : variable.type,
    source: 'registry',
    unit: variable.type === 'money' ? '元' : variable.unit,
    options: variable.values?.map((value) => ({ label: value, value })),
    ...(variable.type === 'money' ? { isMoney: true } : {}),
  };
}

function amountVariable(name: (typeof amountNames)[number]): RuleVariable {
  return { name, label: name, kind: 'number', source: 'flow', unit: '元', isMoney: true };
}

/** Static types for `checkExpression`. */
export function variableTypes(
  variables: readonly RuleVariable[],
  form?: CompiledForm,
): Readonly<Record<string, FeelType>> {
  const types: Record<string, FeelType> = {};
  for (const variable of variables) types[variable.name] = typeOfKind(variable.kind);
  return { ...types, ...(form === undefined ? {} : feelTypes(form)) };
}

function typeOfKind(kind: VariableKind): FeelType {
  switch (kind) {
    case 'list':
      return { kind: 'list', of: { kind: 'string' } };
    case 'other':
      return { kind: 'any' };
    default:
      return { kind };
  }
}
