import { type FeelType, type FeelValue, namesIn, toFeel, yuanFromFen } from '#core/feel';
import { type CompiledForm, feelTypes, feelVariables, type RegistryFact, type SubmissionData } from '#core/form';
import { isAmountFen } from '#core/money';
import type { DescribeVariable } from './compile-rules.js';
import type { PolicyVariables, RegistryVariable } from './types.js';

/** What the case itself supplies to flow conditions (`#core/flow` knows the same names). In 元 as all money in FEEL. */
export const requestedAmountName = '申报金额';
const grantedAmountName = '核定金额';

export interface CaseAmounts {
  readonly requestedFen: number | null;
  readonly grantedFen: number | null;
}

type Facts = Readonly<Record<string, RegistryFact>>;

/**
 * Everything a rule may read, by FEEL name: registry facts, over them the answers that are given, and the case's amounts.
 * A fact of another type than its variable is left out rather than guessed at.
 */
export function policyVariables(given: {
  readonly registry: readonly RegistryVariable[];
  readonly facts: Facts;
  /** Absent before anything is filled in. */
  readonly form?: CompiledForm;
  readonly data?: SubmissionData;
  readonly amounts?: CaseAmounts;
}): PolicyVariables {
  const variables: Record<string, FeelValue> = {};
  for (const variable of given.registry) {
    const fact = factOf(given.facts, variable.name);
    variables[variable.name] = fact === undefined ? null : registryValue(fact.value, variable.type);
  }
  if (given.form !== undefined) {
    for (const [name, value] of Object.entries(feelVariables(given.form, given.data ?? {}))) {
      if (value !== null || !Object.hasOwn(variables, name)) variables[name] = value;
    }
  }
  if (given.amounts !== undefined) {
    const { requestedFen, grantedFen } = given.amounts;
    // A form may ask for the amount itself; what the rule computed or the reviewer set comes first.
    if (requestedFen !== null) variables[requestedAmountName] = yuanFromFen(requestedFen);
    if (grantedFen !== null) variables[grantedAmountName] = yuanFromFen(grantedFen);
  }
  return variables;
}

const factOf = (facts: Facts, name: string): RegistryFact | undefined =>
  Object.hasOwn(facts, name) ? facts[name] : undefined;

/** A registry value as rules read it; null where it is of another type than its variable. */
export function registryValue(value: unknown, type: RegistryVariable['type']): FeelValue {
  switch (type) {
    case 'money':
      return isAmountFen(value) ? yuanFromFen(value) : null;
    case 'string':
      return typeof value === 'string' && value !== '' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'number':
      return typeof value === 'number' ? toFeel(value, { kind: 'number' }) : null;
    case 'date':
      return typeof value === 'string' ? toFeel(value, { kind: 'date' }) : null;
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
  }
}

function registryType(type: RegistryVariable['type']): FeelType {
  if (type === 'list') return { kind: 'list', of: { kind: 'string' } };
  return { kind: type === 'money' ? 'number' : type };
}

/** Static types of everything a rule may read; with `amounts`, what flow conditions may read beside it. */
export function variableTypes(
  registry: readonly RegistryVariable[],
  form: CompiledForm | undefined,
  options?: { readonly amounts?: boolean },
): Readonly<Record<string, FeelType>> {
  const types: Record<string, FeelType> = {};
  for (const variable of registry) types[variable.name] = registryType(variable.type);
  if (form !== undefined) Object.assign(types, feelTypes(form));
  if (options?.amounts === true) {
    types[requestedAmountName] = { kind: 'number' };
    types[grantedAmountName] = { kind: 'number' };
  }
  return types;
}

/** All names that rules of this policy may read, columns of tables too: FEEL must know those that hold signs or spaces. */
export function variableNames(registry: readonly RegistryVariable[], form?: CompiledForm): readonly string[] {
  return namesIn(variableTypes(registry, form));
}

/** Labels and sources for traces people read: a form's field first, since its answer is what counts. */
export function variableDescriptions(given: {
  readonly registry: readonly RegistryVariable[];
  readonly facts: Facts;
  readonly form?: CompiledForm;
}): DescribeVariable {
  const registry = new Map(given.registry.map((variable) => [variable.name, variable]));
  const fields = new Map((given.form?.fields ?? []).map((field) => [field.name, field]));
  return (name) => {
    const variable = registry.get(name);
    const field = fields.get(name);
    const fact = factOf(given.facts, field?.node['x-registry'] ?? name);
    if (variable !== undefined && (fact !== undefined || field === undefined)) {
      return {
        label: variable.label,
        source: 'registry',
        ...(variable.type === 'money' ? { unit: '元' } : variable.unit === undefined ? {} : { unit: variable.unit }),
        ...(fact === undefined ? {} : { asOf: fact.asOf }),
      };
    }
    if (field === undefined) return undefined;
    const unit =
      field.component === 'Money' ? '元' : field.component === 'Percent' ? '%' : field.node['x-component-props']?.unit;
    return {
      label: field.node.title,
      source: field.node['x-rules']?.value === undefined ? 'field' : 'computed',
      ...(unit === undefined ? {} : { unit }),
    };
  };
}
