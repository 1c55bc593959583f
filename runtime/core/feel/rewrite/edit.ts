import type { Span } from '../parse/ast.js';

/** A stretch of the source and the text that takes its place. */
export interface Edit extends Span {
  readonly text: string;
}

/** Applies edits that do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let result = source;
  for (const { from, to, text } of edits.toSorted((a, b) => b.from - a.from)) {
    result = result.slice(0, from) + text + result.slice(to);
  }
  return result;
}
