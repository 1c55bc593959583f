import type { DmnElement } from 'dmn-moddle';
import type { ColumnType, Decision, DecisionTable, HitPolicy, TableInput, TableOutput, TableRule } from '#core/dmn';
import { boxedSource, feelText } from './boxed.js';
import { child, children, text } from './element-access.js';
import type { FreshIds } from './fresh-ids.js';
import type { DmnIssues } from './issue.js';
import type { ItemTypes } from './types-of-items.js';

/** What reading one decision needs. */
export interface Reading {
  readonly title: string;
  readonly types: ItemTypes;
  readonly issues: DmnIssues;
  readonly ids: FreshIds;
}

/** The logic of a decision, or of a business knowledge model as a function; null (and an issue) where it cannot be taken. */
export function logicOf(element: DmnElement, reading: Reading): Decision['logic'] | null {
  const expression = child(element, element.$type === 'dmn:Decision' ? 'decisionLogic' : 'encapsulatedLogic');
  if (expression === null) {
    reading.issues.warn('LOGIC_MISSING', reading.title);
    return null;
  }
  if (expression.$type === 'dmn:DecisionTable') return tableOf(expression, reading);
  const feel = boxedSource(expression, reading);
  return feel === null ? null : { kind: 'expression', feel };
}

const policies: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: 'U',
  ANY: 'A',
  PRIORITY: 'P',
  FIRST: 'F',
  'RULE ORDER': 'R',
  'OUTPUT ORDER': 'O',
  COLLECT: 'C',
  'COLLECT SUM': 'C+',
  'COLLECT MIN': 'C<',
  'COLLECT MAX': 'C>',
  'COLLECT COUNT': 'C#',
};

function tableOf(table: DmnElement, reading: Reading): DecisionTable | null {
  const { issues, title } = reading;
  const policy = `${text(table, 'hitPolicy') || 'UNIQUE'} ${text(table, 'aggregation')}`.trim();
  const hitPolicy = Object.hasOwn(policies, policy) ? policies[policy] : undefined;
  if (hitPolicy === undefined) {
    issues.warn('HIT_POLICY_UNKNOWN', title, { policy });
    return null;
  }
  const inputs = children(table, 'input').map((input) => inputOf(input, reading));
  const outputs = children(table, 'output').map((output) => outputOf(output, table, reading));
  const rules = children(table, 'rule').map((rule) => ruleOf(rule, reading));
  const isWhole =
    inputs.every((one) => one !== null) && outputs.every((one) => one !== null) && rules.every((one) => one !== null);
  if (!isWhole) return null;
  return {
    kind: 'table',
    hitPolicy,
    inputs: inputs as readonly TableInput[],
    outputs: outputs as readonly TableOutput[],
    rules: rules as readonly TableRule[],
  };
}

function typeOf(reference: string, { types, issues, title }: Reading): ColumnType {
  const type = types.typeOf(reference);
  if (type === null) issues.warn('TYPE_UNKNOWN', title, { type: reference });
  return type ?? 'any';
}

function inputOf(input: DmnElement, reading: Reading): TableInput | null {
  const expression = child(input, 'inputExpression');
  const feel = expression === null ? '' : feelText(expression, reading);
  const reference = text(expression, 'typeRef');
  const values = child(input, 'inputValues');
  const allowed = values === null ? reading.types.allowedOf(reference) : feelText(values, reading);
  if (feel === null || allowed === null) return null;
  return {
    id: reading.ids.make(input.id ?? '', 'i'),
    label: text(input, 'label').trim(),
    feel,
    type: typeOf(reference, reading),
    allowed: allowed === '-' ? '' : allowed,
  };
}

function outputOf(output: DmnElement, table: DmnElement, reading: Reading): TableOutput | null {
  const reference = text(output, 'typeRef') || text(table, 'typeRef');
  const values = child(output, 'outputValues');
  const otherwise = child(output, 'defaultOutputEntry');
  const allowed = values === null ? reading.types.allowedOf(reference) : feelText(values, reading);
  const given = otherwise === null ? '' : feelText(otherwise, reading);
  if (allowed === null || given === null) return null;
  return {
    id: reading.ids.make(output.id ?? '', 'o'),
    name: text(output, 'name').trim(),
    label: text(output, 'label').trim(),
    type: typeOf(reference, reading),
    allowed: allowed === '-' ? '' : allowed,
    otherwise: given,
  };
}

function ruleOf(rule: DmnElement, reading: Reading): TableRule | null {
  const when = children(rule, 'inputEntry').map((entry) => feelText(entry, reading));
  const give = children(rule, 'outputEntry').map((entry) => feelText(entry, reading));
  if (when.includes(null) || give.includes(null)) return null;
  const annotations = children(rule, 'annotationEntry').map((entry) => text(entry, 'text').trim());
  const note = annotations.filter((one) => one !== '').join('; ') || text(rule, 'description').trim();
  return {
    id: reading.ids.make(rule.id ?? '', 'r'),
    when: when.map((cell) => cell || '-'),
    give: give as readonly string[],
    note: note.slice(0, 300),
  };
}
