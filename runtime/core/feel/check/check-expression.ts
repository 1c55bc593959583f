import type { Node } from '../parse/ast.js';
import { normalName } from '../parse/characters.js';
import { parse, parseTests } from '../parse/parse.js';
import type { FeelProblem } from '../problem.js';
import { compileExpression, compileUnaryTests } from '../program.js';
import type { FeelType } from '../types.js';
import { Environment } from './environment.js';
import { infer } from './infer.js';
import { anyType, booleanType, fits, namesIn } from './type-relations.js';

/** The type of a source, and what is wrong with it; positions count from the start of the source. */
export interface CheckedExpression {
  readonly type: FeelType;
  readonly problems: readonly FeelProblem[];
}

type Types = Readonly<Record<string, FeelType>>;

function check(root: Node, source: string, types: Types): { readonly env: Environment; readonly type: FeelType } {
  const env = Environment.of(source, new Map(Object.entries(types).map(([name, type]) => [normalName(name), type])));
  return { env, type: infer(root, env) };
}

/**
 * Checks an expression against the types of its variables, without evaluating it on any data: names, types, arguments,
 * patterns, comparisons that always come out the same, branches never reached, and the wanted type of the result.
 */
export function checkExpression(source: string, types: Types, expected: FeelType = anyType): CheckedExpression {
  const names = namesIn(types);
  const tree = parse(source, names);
  if (!tree.ok) return { type: anyType, problems: tree.error };
  const compiled = compileExpression(source, { names });
  const { env, type } = check(tree.value, source, types);
  if (!fits(type, expected)) env.problem('WRONG_RESULT', tree.value, { expected: expected.kind, right: type.kind });
  return { type, problems: inOrder([...env.problems, ...(compiled.ok ? [] : compiled.error)]) };
}

/** Checks unary tests against the type of the input. */
export function checkUnaryTests(source: string, types: Types, input: FeelType): CheckedExpression {
  const names = namesIn({ ...types, '?': input });
  const tree = parseTests(source, names);
  if (!tree.ok) return { type: anyType, problems: tree.error };
  const compiled = compileUnaryTests(source, { names });
  const { env } = check(tree.value, source, { ...types, '?': input });
  return { type: booleanType, problems: inOrder([...env.problems, ...(compiled.ok ? [] : compiled.error)]) };
}

const inOrder = (problems: readonly FeelProblem[]): readonly FeelProblem[] =>
  problems.toSorted((a, b) => a.from - b.from || a.to - b.to);
