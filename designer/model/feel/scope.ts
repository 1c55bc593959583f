import type { FeelType } from '#core/feel';
import type { RuleVariable } from '../condition/condition.js';

/** What a FEEL text may read where it stands. */
export interface FeelScopeInfo {
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
}
