import type { Span } from '../parse/ast.js';
import type { FeelProblem, FeelProblemCode } from '../problem.js';
import type { FeelValue } from '../values.js';

/** Thrown where a limit is reached; caught by `evaluate`. */
export class Halt {
  constructor(readonly problem: FeelProblem) {}
}

export const defaultMaxSteps = 200_000;
/** User functions inside one another. */
const maxCallDepth = 200;
/** Characters of a string that an expression may make. */
const maxStringLength = 100_000;
const maxProblems = 50;
const none: readonly FeelProblem[] = Object.freeze([]);

/** One evaluation: its clock, the steps it has taken, and the problems it has met. */
export class Run {
  private steps = 0;
  private calls = 0;
  private found: FeelProblem[] | null = null;

  constructor(
    readonly now: string,
    private readonly maxSteps: number,
  ) {}

  get taken(): number {
    return this.steps;
  }

  get problems(): readonly FeelProblem[] {
    return this.found ?? none;
  }

  /** Counts work; beyond the limit the evaluation ends (D21). */
  tick(steps: number, span: Span): void {
    this.steps += steps;
    if (this.steps > this.maxSteps) this.halt('STEP_LIMIT', span, { limit: this.maxSteps });
  }

  enter(span: Span): void {
    this.tick(1, span);
    if (++this.calls > maxCallDepth) this.halt('CALL_DEPTH', span, { limit: maxCallDepth });
  }

  leave(): void {
    this.calls--;
  }

  /** Notes a problem; the value is null, as DMN 1.5 §10.3.4 says. */
  problem(code: FeelProblemCode, { from, to }: Span, params: FeelProblem['params'] = {}): null {
    this.found ??= [];
    if (this.found.length < maxProblems) this.found.push({ code, from, to, params });
    return null;
  }

  halt(code: FeelProblemCode, { from, to }: Span, params: FeelProblem['params']): never {
    throw new Halt({ code, from, to, params });
  }

  checkString(text: string, span: Span): string {
    if (text.length > maxStringLength) this.halt('SIZE_LIMIT', span, { limit: maxStringLength });
    // Long strings are work too.
    if (text.length > 100) this.tick(Math.ceil(text.length / 100), span);
    return text;
  }
}

/** Where local names live while a function body, or the whole program, is evaluated. */
export interface Frame {
  readonly locals: FeelValue[];
  readonly outer: Frame | null;
  readonly variables: Readonly<Record<string, FeelValue>>;
  readonly run: Run;
}

/** A compiled expression. */
export type Thunk = (frame: Frame) => FeelValue;
