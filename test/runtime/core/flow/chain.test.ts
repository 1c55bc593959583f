import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chainHash, findBrokenLink } from '#core/flow';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const entries = [
  { seq: 1, what: '受理', items: [1, undefined, { b: 2, a: null }] },
  { seq: 2, what: '审核' },
  { seq: 3, what: '兑付' },
];

function chain() {
  let previous = '';
  return entries.map((entry) => {
    previous = chainHash(previous, entry, sha256);
    return { entry: entry as unknown, hash: previous };
  });
}

describe('the chain of history (N10)', () => {
  it('is whole as it was made, in whatever order a database gives an entry’s fields', () => {
    const links = chain();
    expect(findBrokenLink(links, '', sha256)).toBeNull();
    const reordered = links.map(({ entry, hash }) => ({
      entry: Object.fromEntries(Object.entries(entry as object).reverse()),
      hash,
    }));
    expect(findBrokenLink(reordered, '', sha256)).toBeNull();
  });

  it.each([
    [
      'a changed entry',
      (links: ReturnType<typeof chain>) =>
        links.with(1, { entry: { seq: 2, what: '通过' }, hash: links[1]?.hash ?? '' }),
      1,
    ],
    [
      'a changed entry with its own hash made new',
      (links: ReturnType<typeof chain>) => {
        const entry = { seq: 2, what: '通过' };
        return links.with(1, { entry, hash: chainHash(links[0]?.hash ?? '', entry, sha256) });
      },
      2,
    ],
    ['a lost entry', (links: ReturnType<typeof chain>) => links.toSpliced(0, 1), 0],
    [
      'entries that changed places',
      (links: ReturnType<typeof chain>) => [links[0], links[2], links[1]].filter((link) => link !== undefined),
      1,
    ],
  ])('shows where it was broken by %s', (_what, damage, expected) => {
    expect(findBrokenLink(damage(chain()), '', sha256)).toBe(expected);
  });
});
