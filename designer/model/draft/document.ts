import { type DraftPolicy, type PolicyPart, policyParts } from '#core/contract';

/** What is designed: the five parts of a draft policy (D8), each saved on its own. */
export type PolicyDocument = Readonly<Pick<DraftPolicy, PolicyPart>>;

export function documentOf(policy: DraftPolicy): PolicyDocument {
  return {
    elements: policy.elements,
    form: policy.form,
    rules: policy.rules,
    flow: policy.flow,
    materials: policy.materials,
  };
}

/** The parts that are not the same objects in both; edits never change a part in place. */
export function changedParts(before: PolicyDocument, after: PolicyDocument): readonly PolicyPart[] {
  return policyParts.filter((part) => !Object.is(before[part], after[part]));
}

/** The document with one part replaced; the very same document where the part is the same. */
export function withPart<P extends PolicyPart>(
  doc: PolicyDocument,
  part: P,
  content: PolicyDocument[P],
): PolicyDocument {
  return Object.is(doc[part], content) ? doc : { ...doc, [part]: content };
}
