import type { ScreeningRow, ScreeningView } from '#core/contract';
import type { Principal } from '../http/principal.js';
import { progressView } from '../labour/progress.js';
import type { PinnedRules, ScreeningDocument, ScreeningRowDocument } from './screening-documents.js';
import type { ScreeningServices } from './screening-services.js';

/** A screening as its pages show it. */
export async function presentScreening(
  { cases, rows }: ScreeningServices,
  principal: Principal,
  document: ScreeningDocument,
): Promise<ScreeningView> {
  const { tenantId, _id, status, stage, tally, confirmation, purpose } = document;
  const { rules } = JSON.parse(document.pinned) as PinnedRules;
  const excluded =
    purpose === 'screening'
      ? await rows.countDocuments({ tenantId, screeningId: _id, group: 'hit', state: 'excluded' })
      : 0;
  const mayConfirm = purpose === 'screening' && principal.can('screening.run', document.unitPath);
  return {
    id: _id,
    purpose,
    policyId: document.policyId,
    policyTitle: document.policyTitle,
    version: document.version,
    comparedVersion: document.comparedVersion,
    status,
    stage,
    progress: progressOf(document, cases.deps.clock.now()),
    tally: {
      screened: tally.screened,
      outcomes: { ...tally.outcomes },
      sumFen: tally.sumFen,
      sumBeforeFen: tally.sumBeforeFen,
      changes: { ...tally.changes },
      failedBy: rules.conditions
        .filter(({ kind }) => kind !== 'informational')
        .map(({ id, title }) => ({ id, title, count: tally.failedBy[id] ?? 0 })),
      cases: document.casesDone,
    },
    budgetFen: document.budgetFen,
    snapshotAsOf: document.snapshotAsOf,
    excluded,
    confirmed: {
      cases: confirmation?.cases ?? 0,
      skipped: confirmation?.skipped ?? 0,
      at: confirmation?.at === null || confirmation === null ? null : new Date(confirmation.at).toISOString(),
      byName: confirmation?.by.name ?? null,
    },
    startedBy: document.startedBy.name,
    startedAt: document.startedAt.toISOString(),
    finishedAt: document.finishedAt?.toISOString() ?? null,
    may: {
      confirm: mayConfirm && status === 'done' && stage === 'screen' && tally.outcomes.hit > excluded,
      cancel: status === 'running' && stage === 'screen',
    },
  };
}

function progressOf(document: ScreeningDocument, now: Date): ScreeningView['progress'] {
  const { stage, status, confirmation, totalRows, tally, casesDone } = document;
  const isRunning = status === 'running';
  if (stage === 'confirm' && confirmation !== null) {
    const done = confirmation.cases + confirmation.skipped;
    const share = isRunning ? done / Math.max(1, confirmation.firms) : 1;
    return progressView({ done, total: confirmation.firms, share, startedAt: confirmation.startedAt, now, isRunning });
  }
  const done = tally.screened + casesDone;
  const share = status === 'done' ? 1 : done / Math.max(1, totalRows);
  return progressView({ done, total: totalRows, share, startedAt: document.startedAt, now, isRunning });
}

export const presentRow = (row: ScreeningRowDocument): ScreeningRow => ({
  id: row._id,
  kind: row.pastCaseId === null ? 'firm' : 'case',
  name: row.name,
  codeMasked: row.codeMasked,
  outcome: row.outcome,
  amountFen: row.amountFen,
  unmet: [...row.unmet],
  toReview: row.toReview,
  before: row.before,
  change: row.change,
  state: row.state,
  reason: row.reason,
  caseId: row.caseId ?? row.pastCaseId,
  caseNumber: row.caseNumber,
});
