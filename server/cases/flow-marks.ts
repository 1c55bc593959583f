import type { CaseDetail } from '#core/contract';
import { isUntouched } from '#core/flow';
import type { ReadyVersion } from '../policies/published-versions.js';
import { systemAccountId } from './assigning.js';
import type { CaseDocument } from './case-document.js';

/** What the chart shows beside its colours: who has done, has or will have each step, and when. */
export function flowMarks(
  document: CaseDocument,
  coming: CaseDetail['coming'],
  nameOf: ((accountId: string) => string) | null,
): CaseDetail['flow']['marks'] {
  const { done } = document.flow;
  const current = new Map(document.currentSteps.map((step) => [step.elementId, step]));
  return [
    ...Object.entries(done)
      .filter(([elementId]) => !current.has(elementId))
      .map(([elementId, { by, at }]) => ({
        elementId,
        state: 'done' as const,
        who: nameOf === null || by === systemAccountId ? '' : nameOf(by),
        at,
      })),
    ...[...current.values()].map((step) => ({
      elementId: step.elementId,
      state: 'current' as const,
      who: (nameOf === null ? null : step.claimedByName) ?? step.handler,
      at: step.dueAt,
    })),
    ...coming
      .filter((step) => !current.has(step.elementId) && done[step.elementId] === undefined)
      .map((step) => ({
        elementId: step.elementId,
        state: 'coming' as const,
        who: step.handler,
        at: step.expectedBy,
      })),
  ];
}

/** Steps whose decision this person may take back (撤回). */
export function takeBackOf(
  document: CaseDocument,
  version: ReadyVersion,
  accountId: string,
): CaseDetail['can']['takeBack'] {
  if (document.flow.status === 'ended') return [];
  return Object.entries(document.flow.done).flatMap(([elementId, { by }]) => {
    const element = version.flow.elements[elementId];
    const may =
      by === accountId &&
      element?.type === 'userTask' &&
      element.step.actions.includes('take-back') &&
      isUntouched(document.flow, elementId);
    return may ? [{ elementId, name: element.name }] : [];
  });
}
