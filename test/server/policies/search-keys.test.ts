import { describe, expect, it } from 'vitest';
import { numberPrefix } from '#server/numbers/case-numbers';
import { canonicalJson, contentHash, derivedId } from '#server/numbers/derived-id';
import { matchesQuery, queryWords, searchKeys } from '#server/policies/search-keys';

describe('Search keys of a title', () => {
  const keys = searchKeys('智能工厂（数字化车间）奖励', '最高 100 万元');
  it.each(['智能', '工厂', 'zhineng', 'ZNGC', '100 万', '智能 奖励'])('find it by %s', (query) =>
    expect(matchesQuery(keys, queryWords(query))).toBe(true),
  );
  it.each(['养老', 'zhihui', '智能 养老'])('do not find it by %s', (query) =>
    expect(matchesQuery(keys, queryWords(query))).toBe(false),
  );
});

describe('The prefix of case numbers', () => {
  it.each([
    ['云港市', 'YG'],
    ['临河市', 'LH'],
    ['德清县', 'DQ'],
    ['New City', 'NEWC'],
  ])('of %s is %s', (name, prefix) => expect(numberPrefix(name)).toBe(prefix));
});

describe('Derived ids', () => {
  const key = { tenantId: 't', accountId: 'a', routeId: 'r', idempotencyKey: 'k' };
  it('are the same for the same key of the same person on the same route, and no other', () => {
    expect(derivedId(key)).toBe(derivedId({ ...key }));
    for (const change of [{ tenantId: 'u' }, { accountId: 'b' }, { routeId: 's' }, { idempotencyKey: 'l' }])
      expect(derivedId({ ...key, ...change })).not.toBe(derivedId(key));
  });
  it('tell contents apart, whatever the order of their keys', () => {
    expect(contentHash({ a: 1, b: { c: 2, d: undefined } })).toBe(contentHash({ b: { c: 2 }, a: 1 }));
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
    expect(canonicalJson({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
  });
});
