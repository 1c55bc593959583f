import { compileExpression, type FeelProblem, type FeelProgram } from '#core/feel';
import type { Result } from '#core/result';
import type { FlowExpression } from '../model/expression.js';

/**
 * Compiled expressions, remembered for as long as their definition lives. A memo of a pure function: it changes no answer.
 */
const programs = new WeakMap<FlowExpression, Result<FeelProgram, readonly FeelProblem[]>>();

export function compiled(expression: FlowExpression): Result<FeelProgram, readonly FeelProblem[]> {
  const known = programs.get(expression);
  if (known !== undefined) return known;
  const program = compileExpression(expression.source);
  programs.set(expression, program);
  return program;
}
