import type { FeelType } from '#core/feel';
import type { RuleVariable } from '../condition/condition.js';

/** What a FEEL text may read where it stands. */
export interface FeelScopeInfo {
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
}

/** All names that may stand in a text, entries of tables and groups too, for the tokenizer and the parser. */
export function namesOf({ types }: Pick<FeelScopeInfo, 'types'>): readonly string[] {
  return Object.entries(types).flatMap(([name, type]) => [name, ...innerNames(type)]);
}

function innerNames(type: FeelType): readonly string[] {
  if (type.kind === 'list' || type.kind === 'range') return innerNames(type.of);
  return type.kind === 'context' ? namesOf({ types: type.entries }) : [];
}
