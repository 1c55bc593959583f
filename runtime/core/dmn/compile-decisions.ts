import { compileExpression, compileUnaryTests, type FeelProblem, type FeelProgram } from '#core/feel';
import type { Result } from '#core/result';
import type { Decision, DecisionProblem, DecisionTable, TableInput, TableOutput, TableRule } from './types.js';

/** A cell, ready to run: null where there is nothing in it, `invalid` where it does not compile. */
export type Cell = FeelProgram | 'invalid' | null;

export interface CompiledInput {
  readonly input: TableInput;
  readonly program: Cell;
  readonly allowed: Cell;
}

export interface CompiledOutput {
  readonly output: TableOutput;
  /** All values in falling priority, as one list. */
  readonly priorities: Cell;
  readonly otherwise: Cell;
}

export interface CompiledRule {
  readonly rule: TableRule;
  readonly when: readonly Cell[];
  readonly give: readonly Cell[];
}

export interface CompiledTable {
  readonly kind: 'table';
  readonly table: DecisionTable;
  readonly inputs: readonly CompiledInput[];
  readonly outputs: readonly CompiledOutput[];
  readonly rules: readonly CompiledRule[];
}

export interface CompiledDecision {
  readonly decision: Decision;
  readonly logic: CompiledTable | { readonly kind: 'expression'; readonly program: Cell };
  /** Free variables that its cells read, other decisions included, in the order of first use. */
  readonly names: readonly string[];
  /** What does not compile. */
  readonly problems: readonly DecisionProblem[];
}

/** Decisions in an order in which each comes after those it reads; those on a cycle come last and never have a value. */
export interface CompiledDecisions {
  readonly inOrder: readonly CompiledDecision[];
  readonly cyclic: ReadonlySet<string>;
}

/** Names that decisions add to what FEEL must know: their own, and those of the outputs of their tables. */
export function decisionNames(decisions: readonly Decision[]): readonly string[] {
  return decisions.flatMap(({ name, logic }) => [
    name,
    ...(logic.kind === 'table' ? logic.outputs.map((output) => output.name).filter((one) => one !== '') : []),
  ]);
}

/** Compiles all decisions of a policy once. `names` are the variables around them. Never throws. */
export function compileDecisions(decisions: readonly Decision[], names: readonly string[] = []): CompiledDecisions {
  const known = [...names, ...decisionNames(decisions)];
  return inOrder(decisions.map((decision) => compileDecision(decision, known)));
}

function compileDecision(decision: Decision, names: readonly string[]): CompiledDecision {
  const cells = new Cells(names);
  const { logic } = decision;
  const compiled =
    logic.kind === 'expression'
      ? { kind: 'expression' as const, program: cells.expression(logic.feel, 'feel') }
      : compileTable(logic, cells);
  return { decision, logic: compiled, names: [...cells.free], problems: cells.problems };
}

function compileTable(table: DecisionTable, cells: Cells): CompiledTable {
  return {
    kind: 'table',
    table,
    inputs: table.inputs.map((input, index) => ({
      input,
      program: cells.expression(input.feel, `inputs.${index}`),
      allowed: cells.tests(input.allowed, `inputs.${index}.allowed`),
    })),
    outputs: table.outputs.map((output, index) => ({
      output,
      priorities: cells.list(output.allowed, `outputs.${index}.allowed`),
      otherwise: cells.optional(output.otherwise, `outputs.${index}.otherwise`),
    })),
    rules: table.rules.map((rule, row) => ({
      rule,
      when: table.inputs.map((_, column) => cells.tests(rule.when[column] ?? '', `rules.${row}.when.${column}`)),
      give: table.outputs.map((_, column) => cells.expression(rule.give[column] ?? '', `rules.${row}.give.${column}`)),
    })),
  };
}

/** Compiles cells, collecting what they read and what is wrong with them. */
class Cells {
  readonly free = new Set<string>();
  readonly problems: DecisionProblem[] = [];

  constructor(private readonly names: readonly string[]) {}

  expression(source: string, part: string): Cell {
    return this.take(compileExpression(source, { names: this.names }), part);
  }

  optional(source: string, part: string): Cell {
    return source.trim() === '' ? null : this.expression(source, part);
  }

  list(source: string, part: string): Cell {
    return source.trim() === '' ? null : this.expression(`[${source}]`, part);
  }

  tests(source: string, part: string): Cell {
    const text = source.trim();
    return text === '' || text === '-' ? null : this.take(compileUnaryTests(text, { names: this.names }), part);
  }

  private take(compiled: Result<FeelProgram, readonly FeelProblem[]>, part: string): Cell {
    if (!compiled.ok) {
      for (const cause of compiled.error) {
        this.problems.push({ part, code: 'CELL_INVALID', params: {}, severity: 'error', cause });
      }
      return 'invalid';
    }
    for (const name of compiled.value.names) if (name !== '?') this.free.add(name);
    return compiled.value;
  }
}

/** Kahn's order; where two could come next, the one that stands first in the policy does. */
function inOrder(compiled: readonly CompiledDecision[]): CompiledDecisions {
  const names = new Set(compiled.map(({ decision }) => decision.name));
  const done = new Set<string>();
  const ordered: CompiledDecision[] = [];
  let rest = compiled;
  for (;;) {
    const ready = rest.filter((one) => one.names.every((name) => !names.has(name) || done.has(name)));
    if (ready.length === 0) break;
    ordered.push(...ready);
    for (const { decision } of ready) done.add(decision.name);
    rest = rest.filter((one) => !ready.includes(one));
  }
  return { inOrder: ordered, cyclic: new Set(rest.map(({ decision }) => decision.id)) };
}
