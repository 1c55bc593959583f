import { type OutlineBlock, requestedAmountName, stepSettings } from '#core/flow';
import type { RuleVariable } from '../condition/condition.js';
import type { NewId } from '../ids.js';

/** What “加一步” offers. */
export const newBlockKinds = ['step', 'branch', 'parallel', 'publicity', 'refuse', 'notAcceptable'] as const;
export type NewBlockKind = (typeof newBlockKinds)[number];

/** Names of new blocks, which are the author's text from then on. */
export interface NewBlockNames {
  readonly step: string;
  readonly branch: string;
  readonly branchYes: string;
  readonly branchElse: string;
  readonly parallel: string;
  readonly parallelOne: string;
  readonly parallelTwo: string;
  readonly publicity: string;
  readonly refused: string;
  readonly refusedAcceptance: string;
}

interface NewBlockContext {
  readonly newId: NewId;
  readonly names: NewBlockNames;
  readonly variables: readonly RuleVariable[];
}

/** A block that runs as it comes: with someone to do it, a limit, and a condition that can be decided. */
export function newBlock(kind: NewBlockKind, { newId, names, variables }: NewBlockContext): OutlineBlock {
  switch (kind) {
    case 'step':
      return newStep(newId('Step_'), names.step);
    case 'branch':
      return {
        kind: 'branch',
        id: newId('Branch_'),
        name: names.branch,
        branches: [
          { id: newId('Way_'), name: names.branchYes, condition: firstCondition(variables), blocks: [] },
          { id: newId('Way_'), name: names.branchElse, condition: null, blocks: [] },
        ],
      };
    case 'parallel':
      return {
        kind: 'parallel',
        id: newId('Parallel_'),
        name: names.parallel,
        branches: [names.parallelOne, names.parallelTwo].map((name) => ({
          id: newId('Way_'),
          name: '',
          condition: null,
          blocks: [newStep(newId('Step_'), name)],
        })),
      };
    case 'publicity':
      return {
        kind: 'service',
        id: newId('Publicity_'),
        name: names.publicity,
        service: { type: 'publicity', params: { days: '5' } },
      };
    case 'refuse':
      return { kind: 'end', id: newId('End_'), name: names.refused, outcome: 'refused' };
    case 'notAcceptable':
      return { kind: 'end', id: newId('End_'), name: names.refusedAcceptance, outcome: 'acceptance-refused' };
  }
}

/** A step that a reviewer of the policy's own unit does within three working days. */
export function newStep(id: string, name: string): OutlineBlock {
  const step = stepSettings({ kind: 'review', assignee: 'role:reviewer@policy-unit', limit: { workingDays: 3 } });
  return { kind: 'step', id, name, step };
}

/**
 * A branch needs a condition from its first moment, because a flow without one cannot be read. The amount applied for is
 * what branches mostly go by; where the policy pays nothing, the first field.
 */
export function firstCondition(variables: readonly RuleVariable[]): string {
  const amount = variables.find((one) => one.name === requestedAmountName);
  const chosen = amount ?? variables[0];
  if (chosen === undefined) return `${requestedAmountName} != null`;
  return chosen.kind === 'number' ? `${chosen.name} >= 10万` : `${chosen.name} != null`;
}
