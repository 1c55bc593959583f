import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#server/http/domain-error';
import {
  isGenuine,
  readAccessToken,
  readRefreshToken,
  signAccessToken,
  writeRefreshToken,
} from '#server/sessions/tokens';

const secret = 'a-secret-of-this-test-0123456789-0123456789';
const now = new Date('2026-11-18T02:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const who = { sub: 'account', tid: 'tenant', sid: 'session' };

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'none';
}

describe('access tokens', () => {
  it('name account, tenant and session, for ten minutes', () => {
    const token = signAccessToken(secret, who, now);

    expect(readAccessToken(secret, token, later(599))).toEqual(who);
    expect(codeOf(() => readAccessToken(secret, token, later(600)))).toBe('TOKEN_EXPIRED');
  });

  it.each([
    ['signed with another secret', () => signAccessToken(`${secret}x`, who, now)],
    ['without signature', () => jwt.sign({ ...who, iss: 'duixian' }, '', { algorithm: 'none' })],
    ['signed with another algorithm', () => jwt.sign({ ...who, iss: 'duixian' }, secret, { algorithm: 'HS512' })],
    ['from another issuer', () => jwt.sign({ ...who, iss: 'other' }, secret, { algorithm: 'HS256' })],
    ['without a session', () => jwt.sign({ sub: 'a', tid: 't', iss: 'duixian' }, secret, { algorithm: 'HS256' })],
    ['that is no token', () => 'abc.def.ghi'],
  ])('are refused %s', (_what, forge) => {
    expect(codeOf(() => readAccessToken(secret, forge(), now))).toBe('TOKEN_INVALID');
  });
});

describe('refresh tokens', () => {
  const session = { tenantId: 'tenant', id: 'session', salt: 'salt', generation: 3 };

  it('prove that this server made them for this session and generation', () => {
    const token = readRefreshToken(writeRefreshToken(secret, session));

    if (token === null) throw new Error('Expected a token');
    expect(token).toMatchObject({ tenantId: 'tenant', sessionId: 'session', generation: 3 });
    expect(isGenuine(secret, token, 'salt')).toBe(true);
    expect(isGenuine(secret, { ...token, generation: 4 }, 'salt')).toBe(false);
    expect(isGenuine(secret, token, 'other salt')).toBe(false);
    expect(isGenuine(`${secret}x`, token, 'salt')).toBe(false);
  });

  it.each(['', 'a.b.c.d', 'tenant.session.3', `tenant.session.x.${'a'.repeat(43)}`, 'x'.repeat(5000)])(
    'are nothing when they read %j',
    (cookie) => {
      expect(readRefreshToken(cookie)).toBeNull();
    },
  );
});
