import type { DraftPolicy, PolicyRow } from '#core/contract';
import { policyParts } from '#core/contract';
import { partsOf } from './parse-part.js';
import type { PolicyDocument } from './policy-documents.js';
import type { PolicySummary } from './policy-store.js';

/** Whether the draft differs from what was last published. */
const isChanged = (policy: PolicySummary): boolean =>
  policy.publishedRevisions === null ||
  policyParts.some((part) => policy.revisions[part] !== policy.publishedRevisions?.[part]);

export function presentPolicyRow(policy: PolicySummary, unitName: string, openCases: number): PolicyRow {
  return {
    id: policy._id,
    title: policy.title,
    unitName,
    state: policy.state,
    version: policy.version,
    changed: isChanged(policy),
    openCases,
    updatedAt: policy.updatedAt.toISOString(),
    updatedBy: policy.updatedBy,
  };
}

export function presentDraftPolicy(policy: PolicyDocument, unitName: string): DraftPolicy {
  const { elements, form, rules, flow, materials } = partsOf(policy.parts);
  return {
    id: policy._id,
    unitId: policy.unitId,
    unitName,
    state: policy.state,
    version: policy.version,
    revisions: { ...policy.revisions },
    elements,
    form,
    rules,
    flow,
    materials: [...materials],
    updatedAt: policy.updatedAt.toISOString(),
    updatedBy: policy.updatedBy,
  };
}
