import { describe, expect, it } from 'vitest';
import { createSecrets } from '#server/secrets/secrets';

const key = (fill: number) => Buffer.alloc(32, fill);
const lookupKey = key(9);
const before = createSecrets({ currentId: 'k1', keys: new Map([['k1', key(1)]]) }, lookupKey);
const rotated = createSecrets(
  {
    currentId: 'k2',
    keys: new Map([
      ['k2', key(2)],
      ['k1', key(1)],
    ]),
  },
  lookupKey,
);
const number = '91330201000001009U';

describe('secrets in data (D20)', () => {
  it('seals a text so that it opens again and shows nothing of itself', () => {
    const sealed = before.seal(number);

    expect(sealed).toMatch(/^v1\.k1\./);
    expect(sealed).not.toContain(number);
    expect(before.open(sealed)).toBe(number);
  });

  it('seals the same text differently each time, but looks it up by one digest', () => {
    expect(before.seal(number)).not.toBe(before.seal(number));
    expect(before.lookup(number)).toBe(rotated.lookup(number));
    expect(before.lookup(number)).not.toBe(before.lookup(number, 'bank'));
    expect(before.lookup('ab', 'c')).not.toBe(before.lookup('b', 'ca'));
  });

  it('opens what an older key sealed after rotation, and knows that it is outdated', () => {
    const old = before.seal(number);

    expect(rotated.open(old)).toBe(number);
    expect(rotated.isOutdated(old)).toBe(true);
    expect(rotated.isOutdated(rotated.seal(number))).toBe(false);
  });

  it('refuses a value that was changed, cut, or moved under another key', () => {
    const sealed = rotated.seal(number);
    const [version, , nonce, tag, body] = sealed.split('.') as [string, string, string, string, string];
    const flipped = `${body.slice(0, -2)}${body.at(-2) === 'A' ? 'B' : 'A'}${body.at(-1)}`;

    expect(() => rotated.open([version, 'k2', nonce, tag, flipped].join('.'))).toThrow();
    expect(() => rotated.open([version, 'k2', nonce, tag.slice(0, 8), body].join('.'))).toThrow(/wrong length/);
    expect(() => rotated.open([version, 'k1', nonce, tag, body].join('.'))).toThrow();
    expect(() => before.open(sealed)).toThrow(/k2/);
    expect(() => before.open(number)).toThrow(/form is unknown/);
  });
});
