import type { Decision, DecisionTable } from './types.js';

/** What a cell holds: one expression, or unary tests (lists of values read the same way). */
export type CellKind = 'expression' | 'tests';
export type MapCell = (source: string, kind: CellKind) => string;

/** A decision with every FEEL source in it replaced; empty cells and `-` stay. */
export function mapCells(decision: Decision, map: MapCell): Decision {
  const { logic } = decision;
  if (logic.kind === 'expression') return { ...decision, logic: { ...logic, feel: map(logic.feel, 'expression') } };
  return { ...decision, logic: mapTable(logic, (source, kind) => (isEmpty(source) ? source : map(source, kind))) };
}

const isEmpty = (source: string): boolean => source.trim() === '' || source.trim() === '-';

const mapTable = (table: DecisionTable, map: MapCell): DecisionTable => ({
  ...table,
  inputs: table.inputs.map((input) => ({
    ...input,
    feel: map(input.feel, 'expression'),
    allowed: map(input.allowed, 'tests'),
  })),
  outputs: table.outputs.map((output) => ({
    ...output,
    allowed: map(output.allowed, 'tests'),
    otherwise: map(output.otherwise, 'expression'),
  })),
  rules: table.rules.map((rule) => ({
    ...rule,
    when: rule.when.map((cell) => map(cell, 'tests')),
    give: rule.give.map((cell) => map(cell, 'expression')),
  })),
});

/** Every FEEL source in a decision, for who looks for names. */
export function cellsOf(decision: Decision): readonly { readonly source: string; readonly kind: CellKind }[] {
  const found: { source: string; kind: CellKind }[] = [];
  mapCells(decision, (source, kind) => {
    found.push({ source, kind });
    return source;
  });
  return found;
}
