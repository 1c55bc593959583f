import { type CellKind, cellsOf } from '#core/dmn';
import { compileExpression, compileUnaryTests } from '#core/feel';
import type { ProcessDefinition } from '#core/flow';
import type { PolicyRules } from '#core/policy';
import type { PolicyDocument } from './draft/document.js';
import { feelOf } from './form/feel-slot.js';
import { walk } from './form/tree.js';

/** A place that reads a field. `id` is what the designer selects there. */
export interface Usage {
  readonly part: 'form' | 'rules' | 'flow' | 'materials';
  readonly kind:
    | 'visible'
    | 'enabled'
    | 'required'
    | 'value'
    | 'check'
    | 'options'
    | 'limits'
    | 'condition'
    | 'decision'
    | 'amount'
    | 'branch'
    | 'material';
  readonly id: string;
  readonly title: string;
}

/** Whether a FEEL text reads a name; text that does not compile is searched as text, to be on the safe side. */
export function readsName(
  source: string,
  name: string,
  names: readonly string[],
  kind: CellKind = 'expression',
): boolean {
  const program = (kind === 'tests' ? compileUnaryTests : compileExpression)(source, { names });
  return program.ok ? program.value.names.includes(name) : source.includes(name);
}

/** Every FEEL text of the rules. */
export function ruleSources({
  conditions,
  decisions,
  amount,
}: PolicyRules): readonly { readonly source: string; readonly kind: CellKind }[] {
  const expressions = [...conditions.map((one) => one.feel), ...(amount === null ? [] : [amount.formula])];
  return [
    ...expressions.map((source) => ({ source, kind: 'expression' as const })),
    ...decisions.flatMap(cellsOf),
  ].filter(({ source }) => source.trim() !== '');
}

/** Everywhere a field is used, over form, rules, flow and materials. */
export function usagesOf(
  doc: PolicyDocument,
  field: { readonly id: string; readonly name: string },
  flow: ProcessDefinition | undefined,
  names: readonly string[],
): readonly Usage[] {
  return [
    ...formUsages(doc, field, names),
    ...ruleUsages(doc, field.name, names),
    ...flowUsages(flow, field.name, names),
    ...doc.materials
      .filter((material) => material.fieldId === field.id)
      .map((material) => ({ part: 'materials', kind: 'material', id: material.id, title: material.title }) as const),
  ];
}

function formUsages(
  doc: PolicyDocument,
  field: { id: string; name: string },
  names: readonly string[],
): readonly Usage[] {
  const usages: Usage[] = [];
  for (const { id, node } of walk(doc.form)) {
    if (id === field.id) continue;
    for (const { rule, source } of feelOf(node)) {
      if (readsName(source, field.name, names)) usages.push({ part: 'form', kind: rule, id, title: node.title });
    }
  }
  return usages;
}

function ruleUsages(doc: PolicyDocument, name: string, names: readonly string[]): readonly Usage[] {
  const conditions: readonly Usage[] = doc.rules.conditions
    .filter((condition) => readsName(condition.feel, name, names))
    .map((condition) => ({ part: 'rules', kind: 'condition', id: condition.id, title: condition.title }));
  const decisions: readonly Usage[] = doc.rules.decisions
    .filter((decision) => cellsOf(decision).some(({ source, kind }) => readsName(source, name, names, kind)))
    .map((decision) => ({ part: 'rules', kind: 'decision', id: decision.id, title: decision.name }));
  const { amount } = doc.rules;
  if (amount === null || !readsName(amount.formula, name, names)) return [...conditions, ...decisions];
  return [...conditions, ...decisions, { part: 'rules', kind: 'amount', id: 'amount', title: amount.explanation }];
}

function flowUsages(flow: ProcessDefinition | undefined, name: string, names: readonly string[]): readonly Usage[] {
  return Object.values(flow?.flows ?? {})
    .filter((one) => one.condition !== null && readsName(one.condition.source, name, names))
    .map((one) => ({ part: 'flow', kind: 'branch', id: one.id, title: one.name || one.condition?.source || '' }));
}
