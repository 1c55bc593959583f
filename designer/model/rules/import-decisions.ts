import { type Decision, mapCells } from '#core/dmn';
import { renameVariable } from '#core/feel';
import type { NewId } from '../ids.js';
import { uniqueName } from './names.js';

export interface AddedDecisions {
  readonly decisions: readonly Decision[];
  /** Names that were taken already, with what the decision is called instead. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Decisions of a file as they can stand beside what the policy has: with ids of their own, and with other names where theirs
 * are taken; they go on reading one another.
 */
export function importedDecisions(
  imported: readonly Decision[],
  taken: readonly string[],
  newId: NewId,
): AddedDecisions {
  const names = [...taken];
  const renamed: { from: string; to: string }[] = [];
  for (const { name } of imported) {
    const to = uniqueName(name, names);
    names.push(to);
    if (to !== name) renamed.push({ from: name, to });
  }
  const known = [...names, ...imported.map((one) => one.name)];
  const read = (source: string, unaryTests: boolean): string =>
    renamed.reduce((text, { from, to }) => {
      const next = renameVariable(text, from, to, { names: known, unaryTests });
      return next.ok ? next.value : text;
    }, source);
  return {
    renamed,
    decisions: imported.map((decision) => ({
      ...mapCells(decision, (source, kind) => read(source, kind === 'tests')),
      id: newId('d'),
      name: renamed.find((one) => one.from === decision.name)?.to ?? decision.name,
    })),
  };
}
