import { err, ok, type Result } from '#core/result';
import type { Node } from '../parse/ast.js';
import { normalName } from '../parse/characters.js';
import { isReserved } from '../parse/names.js';
import { parse, parseTests } from '../parse/parse.js';
import type { FeelProblem } from '../problem.js';
import type { CompileOptions } from '../program.js';
import { applyEdits } from './edit.js';
import { type Reference, referencesIn } from './references.js';

export interface RenameOptions extends CompileOptions {
  /** `variable` (default) renames variables; `entry` renames entries of contexts: `.name`, and names inside a filter. */
  readonly of?: 'variable' | 'entry';
  /** Set where the source is unary tests. */
  readonly unaryTests?: boolean;
}

/**
 * Renames every reference to a variable (D10); strings, local names of the same spelling and entries of other
 * contexts stay. Fails where the source cannot be read, and with NAME_TAKEN where the new name would mean something else.
 */
export function renameVariable(
  source: string,
  from: string,
  to: string,
  { names = [], of = 'variable', unaryTests = false }: RenameOptions = {},
): Result<string, readonly FeelProblem[]> {
  const read = unaryTests ? parseTests : parse;
  const [oldName, newName] = [normalName(from), normalName(to)];
  const before = read(source, [...names, oldName]);
  if (!before.ok) return before;
  const affected = referencesIn(before.value).filter((reference) => isMeant(reference, oldName, of));
  if (affected.length === 0) return ok(source);
  const taken = isReserved(newName) || newName === '' ? affected : affected.filter(({ locals }) => locals.has(newName));
  const problem = ({ from, to }: Reference): FeelProblem => ({
    code: 'NAME_TAKEN',
    from,
    to,
    params: { name: newName },
  });
  if (taken.length > 0) return err(taken.map(problem));
  const renamed = applyEdits(
    source,
    affected.map((reference) => ({ ...reference, text: newName })),
  );
  const after = read(renamed, [...names.filter((name) => normalName(name) !== oldName), newName]);
  // The new name may run together with its neighbours: only the same tree but for the name will do.
  const isSame = after.ok && shape(after.value, newName, newName) === shape(before.value, oldName, newName, affected);
  return isSame ? ok(renamed) : err(affected.map(problem));
}

function isMeant(reference: Reference, name: string, of: 'variable' | 'entry'): boolean {
  if (reference.name !== name) return false;
  if (of === 'variable') return reference.kind === 'variable';
  return reference.kind === 'entry' || reference.insideFilter;
}

/** A tree without its places, the affected names put in their new spelling. */
function shape(node: Node, from: string, to: string, affected: readonly Reference[] = []): string {
  const places = new Set(affected.map((reference) => reference.from));
  return JSON.stringify(node, function (this: { from?: number; core?: { from: number } }, key, value: unknown) {
    if (key === 'from' || key === 'to' || key === 'core') return undefined;
    const at = this.core?.from ?? this.from;
    return key === 'name' && value === from && at !== undefined && places.has(at) ? to : value;
  });
}
