import { err, ok, type Result } from '#core/result';
import { compileNode } from './compile/compile.js';

import { Compilation, Scope } from './compile/scope.js';
import { settles } from './compile/settles.js';
import { isList } from './evaluate/kind.js';
import { defaultMaxSteps, Halt, Run, type Thunk } from './evaluate/run.js';
import type { Node, Span } from './parse/ast.js';
import { parse, parseTests } from './parse/parse.js';
import type { FeelProblem } from './problem.js';
import { FeelContext, type FeelValue } from './values.js';

/** What a program is evaluated with. */
export interface FeelScope {
  readonly variables: Readonly<Record<string, FeelValue>>;
  /** ISO instant with offset or Z; `today()` and `now()` come from it in Asia/Shanghai. */
  readonly now: string;
  /** Steps after which evaluation gives up (STEP_LIMIT); 200,000 where not given. */
  readonly maxSteps?: number;
}

export interface FeelOutcome {
  readonly value: FeelValue;
  /** What went wrong on the way; the value is then usually null. */
  readonly problems: readonly FeelProblem[];
  /** Steps taken, for who evaluates many programs under one limit. */
  readonly steps: number;
}

/** A compiled source. Evaluating is pure, and never throws. */
export interface FeelProgram {
  readonly source: string;
  /** Free variables read, in the order of first use. */
  readonly names: readonly string[];
  /** Whether its value, as a condition, says all there is to know while every variable it reads has one. */
  readonly settles: boolean;
  evaluate(scope: FeelScope): FeelOutcome;
}

export interface CompileOptions {
  /** Known variable and entry names; they may hold spaces, brackets and operators. A known name that a scope lacks is null without a problem. */
  readonly names?: readonly string[];
}

/** A program with its tree, which `explainCondition` walks. */
export class CompiledProgram implements FeelProgram {
  readonly names: readonly string[];
  readonly settles: boolean;
  private readonly pieces = new Map<Node, CompiledProgram>();

  constructor(
    readonly source: string,
    readonly node: Node,
    private readonly thunk: Thunk,
    private readonly slots: number,
    private readonly compilation: Compilation,
  ) {
    this.names = [...compilation.free];
    this.settles = settles(node, (name) => compilation.known.has(name));
  }

  evaluate({ variables, now, maxSteps = defaultMaxSteps }: FeelScope): FeelOutcome {
    const run = new Run(now, maxSteps);
    const locals: FeelValue[] = this.slots === 0 ? noLocals : new Array(this.slots).fill(null);
    try {
      const value = this.thunk({ locals, outer: null, variables, run });
      // Shared parts are counted each time they occur: whoever prints the value meets them so.
      if (isLarge(value)) measure(value, run, this.node, 0);
      return { value, problems: run.problems, steps: run.taken };
    } catch (thrown) {
      return { value: null, problems: [...run.problems, problemOf(thrown, this.source)], steps: run.taken };
    }
  }

  /** Whether the caller gave this name a meaning of its own. */
  knows(name: string): boolean {
    return this.compilation.known.has(name);
  }

  /** A part of the tree that reads no local names, as a program of its own. */
  piece(node: Node): CompiledProgram {
    const known = this.pieces.get(node);
    if (known) return known;
    const compilation = new Compilation(this.source, this.compilation.names);
    const piece = compileTree(node, compilation);
    this.pieces.set(node, piece);
    return piece;
  }
}

const isLarge = (value: FeelValue): boolean => isList(value) || value instanceof FeelContext;

/** Lists and contexts inside one another in a result. */
const maxDepth = 500;

function measure(value: FeelValue, run: Run, span: Span, depth: number): void {
  if (depth > maxDepth) run.halt('NESTED_TOO_DEEP', span, { limit: maxDepth });
  const items = isList(value) ? value : value instanceof FeelContext ? [...value.entries.values()] : [];
  run.tick(items.length, span);
  for (const item of items) if (isLarge(item)) measure(item, run, span, depth + 1);
}

const noNames: readonly string[] = [];
const noLocals: FeelValue[] = [];

/** Limits, and what no check has foreseen: an evaluation never throws. */
function problemOf(thrown: unknown, source: string): FeelProblem {
  if (thrown instanceof Halt) return thrown.problem;
  const code = thrown instanceof RangeError ? 'CALL_DEPTH' : 'BAD_VALUE';
  return {
    code,
    from: 0,
    to: source.length,
    params: { name: 'expression', value: String(thrown).slice(0, 80), limit: 0 },
  };
}

function compileTree(node: Node, compilation: Compilation): CompiledProgram {
  const scope = Scope.root(compilation);
  const thunk = compileNode(node, scope);
  return new CompiledProgram(compilation.source, node, thunk, scope.activation.size, compilation);
}

/** A tree without a source of its own, for working out constants. */
export const compilePiece = (node: Node): FeelProgram => compileTree(node, new Compilation('', []));

function finish(
  source: string,
  parsed: Result<Node, readonly FeelProblem[]>,
  names: readonly string[],
): Result<FeelProgram, readonly FeelProblem[]> {
  if (!parsed.ok) return parsed;
  const compilation = new Compilation(source, names);
  const program = compileTree(parsed.value, compilation);
  return compilation.problems.length > 0 ? err(compilation.problems) : ok(program);
}

/** Compiles one expression. Costs some microseconds per line: callers keep the program. */
export function compileExpression(
  source: string,
  { names = noNames }: CompileOptions = {},
): Result<FeelProgram, readonly FeelProblem[]> {
  return finish(source, parse(source, names), names);
}

/** Compiles unary tests (`> 5, [1..3]`, `not("a")`, `-`); the input value is the variable `?`. */
export function compileUnaryTests(
  source: string,
  { names = noNames }: CompileOptions = {},
): Result<FeelProgram, readonly FeelProblem[]> {
  return finish(source, parseTests(source, names), ['?', ...names]);
}
