import { describe, expect, it } from 'vitest';
import { createPasswordHasher, newOneTimePassword, passwordWeaknesses } from '#server/accounts/password';

describe('rules for passwords', () => {
  it.each([
    ['Yun-gang 2026!', 'jxj', []],
    ['Short1!', 'jxj', ['TOO_SHORT']],
    ['Nine-12ab', 'jxj', ['TOO_SHORT']],
    ['Ten-123abc', 'jxj', []],
    ['onlylowercase', 'jxj', ['TOO_FEW_KINDS']],
    ['lowerandUPPER', 'jxj', ['TOO_FEW_KINDS']],
    ['Linruoxi-2026', 'linruoxi', ['CONTAINS_LOGIN']],
    ['Password@2026', 'jxj', ['COMMON']],
    ['P@ssw0rd!!!', 'jxj', ['COMMON']],
    ['1qaz@WSX3edc', 'jxj', ['COMMON']],
    ['Lamp-7-river', 'jxj', []],
    ['Qwerty-12345', 'jxj', ['COMMON']],
    ['政务Duixian2026', 'jxj', ['COMMON']],
    ['12345', 'jxj', ['TOO_SHORT', 'TOO_FEW_KINDS']],
    ['四个汉字Ab1的密码', 'jxj', []],
  ])('%s for %s breaks %j', (password, login, expected) => {
    expect(passwordWeaknesses(password, login)).toEqual(expected);
  });

  it('does not hold a login of two letters against a password', () => {
    expect(passwordWeaknesses('Wangdao-2026', 'wa')).toEqual([]);
  });
});

describe('one-time passwords', () => {
  it('keep the rules, are never alike, and use no letters that look like others', () => {
    const made = Array.from({ length: 500 }, () => newOneTimePassword('jxj'));

    expect(new Set(made).size).toBe(500);
    for (const password of made) {
      expect(passwordWeaknesses(password, 'jxj')).toEqual([]);
      expect(password).toMatch(/^[A-HJ-NP-Za-km-z2-9]{4}(-[A-HJ-NP-Za-km-z2-9]{4}){2}$/);
    }
  });

  it('never contain the login, however likely that is by chance', () => {
    for (const login of ['abc', 'xyz', 'a-b', '2-3']) {
      for (let i = 0; i < 2000; i += 1) expect(passwordWeaknesses(newOneTimePassword(login), login)).toEqual([]);
    }
  });
});

describe('hashing', () => {
  const hasher = createPasswordHasher({ memoryKib: 1024, passes: 2 });

  it('is argon2id with the configured costs and a salt', async () => {
    const [one, two] = await Promise.all([hasher.hash('Yun-gang 2026!'), hasher.hash('Yun-gang 2026!')]);

    expect(one).toMatch(/^\$argon2id\$v=19\$m=1024,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await hasher.verify(one, 'Yun-gang 2026!')).toBe(true);
    expect(await hasher.verify(one, 'Yun-gang 2026?')).toBe(false);
    expect(await hasher.verifyNothing('Yun-gang 2026!')).toBe(false);
  });
});
