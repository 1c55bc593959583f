import type { DraftView } from '#core/contract';
import type { SubmissionData } from '#core/form';
import type { PolicySummary } from '../policies/policy-store.js';
import type { DraftDocument } from './draft-document.js';

type DraftRow = Omit<DraftView, 'data'>;

export function presentDraftRow(draft: DraftDocument, policy: PolicySummary | null): DraftRow {
  const { onBehalf } = draft;
  return {
    id: draft._id,
    policyId: draft.policyId,
    policyTitle: policy?.online?.title ?? policy?.title ?? '',
    version: draft.version,
    currentVersion: policy?.version ?? draft.version,
    applicantId: draft.applicantId,
    applicantName: draft.applicantName,
    channel: draft.channel,
    onBehalf:
      onBehalf === null
        ? null
        : {
            relation: onBehalf.relation,
            agentName: onBehalf.agentName,
            mandateFileId: onBehalf.mandateFileId,
            consent: onBehalf.consent,
          },
    originalsSeen: [...draft.originalsSeen],
    revision: draft.revision,
    createdAt: draft.createdAt.toISOString(),
    updatedAt: draft.updatedAt.toISOString(),
    caseId: draft.caseId,
  };
}

/** A draft with its answers open: only who may use it gets here, and has typed them. */
export const presentDraft = (draft: DraftDocument, policy: PolicySummary | null, data: SubmissionData): DraftView => ({
  ...presentDraftRow(draft, policy),
  data,
});
