import { describe, expect, it } from 'vitest';
import { maskName } from '#server/cases/progress';
import { reachKeys, unitKeys } from '#server/cases/unit-keys';
import { makePrincipal } from '#server/http/principal';
import { isCandidate, keysOfGroups } from '#server/tasks/candidate-keys';

const principal = (role: 'reviewer' | 'supervisor', unitPath: string, subtree: boolean) =>
  makePrincipal({
    tenantId: 't',
    tenantSlug: 't',
    tenantName: 'T',
    accountId: 'a',
    sessionId: 's',
    login: 'l',
    name: 'n',
    mustChangePassword: false,
    appointments: [{ id: 'x', role, unitId: 'u', unitPath, unitName: 'U', subtree, until: null }],
    applicantIds: [],
  });

describe('Unit keys', () => {
  it.each([
    ['/city/', true, true],
    ['/city/', false, false],
    ['/city/jxj/', false, true],
    ['/city/jx/', true, false],
    ['/city/jxj/section/', true, false],
  ] as const)('let a supervisor at %s (subtree: %s) see a case of /city/jxj/: %s', (path, subtree, sees) => {
    const reach = reachKeys(principal('supervisor', path, subtree), 'case.supervise');
    expect(reach.some((key) => unitKeys('/city/jxj/').includes(key))).toBe(sees);
  });

  it.each([
    ['reviewer', '/city/jxj/', false, true],
    ['reviewer', '/city/', true, true],
    ['reviewer', '/city/', false, false],
    ['supervisor', '/city/jxj/', true, false],
  ] as const)(
    'make a %s at %s (subtree: %s) a candidate of the reviewers of /city/jxj/: %s',
    (role, path, subtree, may) => {
      const keys = keysOfGroups([{ who: 'reviewer', unitPath: '/city/jxj/' }]);
      expect(isCandidate(principal(role, path, subtree), keys)).toBe(may);
    },
  );
});

describe('A masked name', () => {
  it.each([
    ['王', '*'],
    ['黄梅', '黄*'],
    ['黄晓梅', '黄*梅'],
    ['云港精工机械有限公司', '云港******公司'],
  ])('of %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));
});
