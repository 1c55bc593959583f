import { chainHash, replay } from '#core/flow';
import { canonicalJson, sha256 } from '../numbers/derived-id.js';
import type { CaseDocument, OutboxEntry } from './case-document.js';
import { firstHash, type HistoryDocument, isUntouched } from './history.js';

/** The first entry that is wrong: not there, not what was sealed, not following from the one before; or the case is not what its history gives. */
export interface HistoryFault {
  readonly seq: number;
  readonly kind: 'missing' | 'changed' | 'unchained' | 'unlike-case';
}

type Entry = HistoryDocument | OutboxEntry;

/**
 * Whether a case and its history agree (N10 “replayable”): entries without a gap, each as it was sealed, the chain unbroken up
 * to the hash the case keeps, and replaying all of them gives the case's flow. What waits in the outbox counts as history.
 */
export function verifyHistory(
  document: Pick<CaseDocument, 'seq' | 'lastHash' | 'flow' | 'outbox'>,
  history: readonly HistoryDocument[],
): { readonly entries: number; readonly fault: HistoryFault | null } {
  const bySeq = new Map<number, Entry>();
  for (const entry of [...document.outbox, ...history]) bySeq.set(entry.seq, entry);
  const entries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  return { entries: entries.length, fault: entryFault(entries) ?? caseFault(document, entries) };
}

function entryFault(entries: readonly Entry[]): HistoryFault | null {
  let previous = firstHash;
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) return { seq: index + 1, kind: 'missing' };
    if (!isUntouched(entry)) return { seq: entry.seq, kind: 'changed' };
    if (chainHash(previous, { seq: entry.seq, digest: entry.digest }, sha256) !== entry.hash)
      return { seq: entry.seq, kind: 'unchained' };
    previous = entry.hash;
  }
  return null;
}

function caseFault(
  document: Pick<CaseDocument, 'seq' | 'lastHash' | 'flow'>,
  entries: readonly Entry[],
): HistoryFault | null {
  if (entries.length < document.seq) return { seq: entries.length + 1, kind: 'missing' };
  const isLast = entries.length === document.seq && (entries.at(-1)?.hash ?? firstHash) === document.lastHash;
  const replayed = replay(entries.flatMap(({ events }) => events));
  const agrees = isLast && canonicalJson(replayed) === canonicalJson(document.flow);
  return agrees ? null : { seq: document.seq, kind: 'unlike-case' };
}
