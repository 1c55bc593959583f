import { type FeelProblem, type FeelValue, type OperandDescription, operandFor } from '#core/feel';
import type { Cell, CompiledDecision, CompiledDecisions } from './compile-decisions.js';
import { evaluateTable } from './evaluate-table.js';
import type { DecisionProblem, DecisionTrace } from './types.js';

/** What decisions are evaluated with: variables by FEEL name (absent or null: not known), and the clock. */
export interface DecisionScope {
  readonly variables: Readonly<Record<string, FeelValue>>;
  /** ISO instant. */
  readonly now: string;
  readonly maxSteps?: number;
}

export interface DecisionOutcome {
  readonly value: FeelValue;
  readonly trace: DecisionTrace;
}

export type DescribeName = (name: string) => OperandDescription | undefined;

/** Evaluates one decision on its own: the decisions it reads have to be among the variables. Never throws. */
function evaluateDecision(
  compiled: CompiledDecision,
  scope: DecisionScope,
  describe: DescribeName = () => undefined,
): DecisionOutcome {
  const { decision, logic } = compiled;
  const about = { id: decision.id, name: decision.name, clause: decision.clause };
  const evaluation = new Evaluation(scope, compiled.names);
  const { value, inputs, matched } =
    logic.kind === 'table'
      ? evaluateTable(logic, evaluation, describe)
      : { value: evaluation.run(logic.program, 'feel'), inputs: [], matched: [] };
  const result = operandFor(decision.name, value, undefined);
  return { value, trace: { ...about, result, inputs, matched, problems: evaluation.problems } };
}

/**
 * Evaluates all decisions, each after those it reads; `variables` are those given and every decision by its name. A decision
 * on a cycle is null.
 */
export function evaluateDecisions(
  compiled: CompiledDecisions,
  scope: DecisionScope,
  describe: DescribeName = () => undefined,
): { readonly variables: Readonly<Record<string, FeelValue>>; readonly traces: readonly DecisionTrace[] } {
  if (compiled.inOrder.length === 0) return { variables: scope.variables, traces: [] };
  const variables: Record<string, FeelValue> = { ...scope.variables };
  const traces = compiled.inOrder.map((one) => {
    const { value, trace } = evaluateDecision(one, { ...scope, variables }, describe);
    variables[one.decision.name] = value;
    return trace;
  });
  return { variables, traces };
}

/**
 * One decision by its id or name, with those it rests on and no other; what a business rule task calls. null where there is
 * none of that name.
 */
export function evaluateNamed(
  compiled: CompiledDecisions,
  idOrName: string,
  scope: DecisionScope,
  describe: DescribeName = () => undefined,
): DecisionOutcome | null {
  const wanted = compiled.inOrder.find(({ decision }) => decision.id === idOrName || decision.name === idOrName);
  if (wanted === undefined) return null;
  const needed = new Set<string>();
  const visit = (one: CompiledDecision) => {
    needed.add(one.decision.name);
    for (const other of compiled.inOrder) {
      if (one.names.includes(other.decision.name) && !needed.has(other.decision.name)) visit(other);
    }
  };
  visit(wanted);
  const inOrder = compiled.inOrder.filter(({ decision }) => needed.has(decision.name));
  const { variables, traces } = evaluateDecisions({ ...compiled, inOrder }, scope, describe);
  const trace = traces.find(({ id }) => id === wanted.decision.id) as DecisionTrace;
  return { value: variables[wanted.decision.name] ?? null, trace };
}

/** Most problems that one decision reports: a table may meet the same one in every cell. */
const maxProblems = 20;
/** Steps of all cells of one decision together; a cell is one at least (D21). */
const defaultMaxSteps = 200_000;

type Variables = DecisionScope['variables'];

/** One evaluation of a decision: runs cells under one limit and collects what went wrong. */
export class Evaluation {
  readonly problems: DecisionProblem[] = [];
  readonly variables: Variables;
  private readonly now: string;
  private stepsLeft: number;

  constructor({ variables, now, maxSteps = defaultMaxSteps }: DecisionScope, names: readonly string[]) {
    this.variables = completed(variables, names);
    this.now = now;
    this.stepsLeft = maxSteps;
  }

  /** The variables of unary tests on this input. */
  withInput(input: FeelValue): Variables {
    return { ...this.variables, '?': input };
  }

  run(program: Cell, part: string, variables: Variables = this.variables): FeelValue {
    if (program === null) return null;
    if (program === 'invalid') return this.note(part, 'CELL_INVALID');
    if (this.stepsLeft <= 0) return null;
    const { value, problems, steps } = program.evaluate({ variables, now: this.now, maxSteps: this.stepsLeft });
    this.stepsLeft -= steps + 1;
    for (const problem of problems) this.note(part, 'CELL_INVALID', {}, problem);
    if (this.stepsLeft <= 0) this.note('', 'TOO_MUCH_WORK');
    return value;
  }

  note(part: string, code: DecisionProblem['code'], params: DecisionProblem['params'] = {}, cause?: FeelProblem): null {
    if (this.problems.length < maxProblems) {
      this.problems.push({ part, code, params, severity: 'error', ...(cause === undefined ? {} : { cause }) });
    }
    return null;
  }
}

/** What is read and nobody has told is null: an unknown name would be a problem of the source instead. */
function completed(variables: Variables, names: readonly string[]): Variables {
  const absent = names.filter((name) => !Object.hasOwn(variables, name));
  return absent.length === 0 ? variables : { ...variables, ...Object.fromEntries(absent.map((name) => [name, null])) };
}
