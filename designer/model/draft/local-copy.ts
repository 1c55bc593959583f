import { type PolicyPart, policyParts } from '#core/contract';
import type { PolicyDocument } from './document.js';

/** What was changed and is not on the server yet, kept in the browser so that a reload, a dead battery or network loses nothing. */
export interface LocalCopy {
  /** ISO instant of the last change. */
  readonly at: string;
  readonly parts: Partial<{ [P in PolicyPart]: { readonly revision: number; readonly content: PolicyDocument[P] } }>;
}

/** The part of `Storage` that is used. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** One copy per person and policy: two people may share a computer. */
export function localCopyKey(accountId: string, policyId: string): string {
  return `duixian.designer.${accountId}.${policyId}`;
}

/** Answers whether it was kept: the browser's store may be full or forbidden. */
export function keepLocalCopy(store: TextStore, key: string, copy: LocalCopy): boolean {
  try {
    if (Object.keys(copy.parts).length === 0) store.removeItem(key);
    else store.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function readLocalCopy(store: TextStore, key: string): LocalCopy | undefined {
  try {
    const copy = JSON.parse(store.getItem(key) ?? 'null') as LocalCopy | null;
    if (copy === null || typeof copy.at !== 'string' || typeof copy.parts !== 'object') return undefined;
    return copy;
  } catch {
    return undefined;
  }
}

/** The parts of a copy that differ from what the server has. */
export function differingParts(copy: LocalCopy, doc: PolicyDocument): readonly PolicyPart[] {
  return policyParts.filter((part) => {
    const kept = copy.parts[part];
    return kept !== undefined && JSON.stringify(kept.content) !== JSON.stringify(doc[part]);
  });
}

export function applyLocalCopy(copy: LocalCopy, doc: PolicyDocument): PolicyDocument {
  const contents = differingParts(copy, doc).map((part) => [part, copy.parts[part]?.content] as const);
  return { ...doc, ...Object.fromEntries(contents) };
}
