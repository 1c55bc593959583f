import { describe, expect, it } from 'vitest';
import { findBrokenLink } from '#core/flow';
import { firstHash, type HistoryDocument, isUntouched, sealEntry } from '#server/cases/history';
import { sha256 } from '#server/numbers/derived-id';

const entries = (): HistoryDocument[] => {
  let previous = firstHash;
  return [1, 2, 3].map((seq) => {
    const said = {
      seq,
      commandId: `c${seq}`,
      at: '2026-11-18T02:00:00.000Z',
      by: { accountId: 'a', name: '甲', unitName: null },
      command: 'ClaimTask',
      events: [],
      lines: [],
    };
    const sealed = sealEntry(said, `salt${seq}`, previous);
    previous = sealed.hash;
    return { ...said, ...sealed } as unknown as HistoryDocument;
  });
};
const brokenIn = (list: readonly HistoryDocument[]) =>
  findBrokenLink(
    list.map(({ seq, digest, hash }) => ({ entry: { seq, digest }, hash })),
    firstHash,
    sha256,
  );

describe('The history of a case', () => {
  it('is a chain in which a changed, missing or moved entry shows', () => {
    const [first, second, third] = entries() as [HistoryDocument, HistoryDocument, HistoryDocument];
    expect(brokenIn([first, second, third])).toBeNull();
    expect(brokenIn([first, third])).toBe(1);
    expect(brokenIn([second, first, third])).toBe(0);
    expect(brokenIn([first, { ...second, digest: third.digest }, third])).toBe(1);
  });

  it('tells a changed value by its digest, without touching the chain', () => {
    const [first] = entries() as [HistoryDocument];
    expect(isUntouched(first)).toBe(true);
    expect(isUntouched({ ...first, at: '2026-11-19T02:00:00.000Z' })).toBe(false);
  });
});
