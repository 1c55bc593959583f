import { ok, type Result } from '#core/result';
import { formatNumber } from '../number.js';
import type { Node, NumberNode } from '../parse/ast.js';
import { parse, parseTests } from '../parse/parse.js';
import { childrenOf } from '../parse/walk.js';
import type { FeelProblem } from '../problem.js';
import type { CompileOptions } from '../program.js';
import { applyEdits } from './edit.js';

/** The source with `2000万` written as `20000000`, as any other FEEL engine reads it (D21); all else stays as written. */
export function exportSource(
  source: string,
  { names = [], unaryTests = false }: CompileOptions & { readonly unaryTests?: boolean } = {},
): Result<string, readonly FeelProblem[]> {
  const tree = (unaryTests ? parseTests : parse)(source, names);
  if (!tree.ok) return tree;
  const edits = numbersIn(tree.value).flatMap((node) => {
    const { from, to } = node.core ?? node;
    return /[^\d.eE+-]/.test(source.slice(from, to)) ? [{ from, to, text: formatNumber(node.value) }] : [];
  });
  return ok(applyEdits(source, edits));
}

function numbersIn(node: Node): readonly NumberNode[] {
  return node.kind === 'number' ? [node] : childrenOf(node).flatMap(numbersIn);
}
