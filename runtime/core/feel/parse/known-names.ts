import { builtinNames } from '../builtins/names.js';
import { normalName } from './characters.js';
import { NameTable } from './name-table.js';

/** Entry names of the standard's own values (DMN 1.5 §10.3.2.5) that hold spaces. */
const entryNames = ['time offset', 'start included', 'end included'];
const standard = new NameTable([...builtinNames, ...entryNames]);

/** A caller's names, prepared: the special ones for the parser, and all by their normal spelling. */
export interface KnownNames {
  readonly table: NameTable;
  readonly byNormal: ReadonlyMap<string, string>;
}

interface Prepared extends KnownNames {
  readonly names: readonly string[];
}

/** Forms compile hundreds of expressions with one list of names. */
const prepared = new WeakMap<readonly string[], Prepared>();

export function knownNames(names: readonly string[]): KnownNames {
  const known = prepared.get(names);
  // The list may have been changed since: the copy tells.
  if (known && known.names.length === names.length && known.names.every((name, i) => name === names[i])) return known;
  const made: Prepared = {
    names: [...names],
    table: new NameTable(names, standard),
    byNormal: new Map(names.map((name) => [normalName(name), name])),
  };
  prepared.set(names, made);
  return made;
}
