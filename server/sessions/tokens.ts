import { createHmac, timingSafeEqual } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from '#core/contract';
import { DomainError } from '../http/domain-error.js';

/** Access tokens live ten minutes, in memory of the page. */
export const accessSeconds = 600;

const claims = z.object({ sub: z.string().min(1), tid: z.string().min(1), sid: z.string().min(1) });
export type AccessClaims = z.output<typeof claims>;

const issuer = 'duixian';

/** Signs an access token (HS256) for a session. */
export function signAccessToken(secret: string, { sub, tid, sid }: AccessClaims, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  return jwt.sign({ sub, tid, sid, iat, exp: iat + accessSeconds, iss: issuer }, secret, { algorithm: 'HS256' });
}

/** Reads an access token; TOKEN_EXPIRED or TOKEN_INVALID. The algorithm is pinned: `none` and others are forged. */
export function readAccessToken(secret: string, token: string, now: Date): AccessClaims {
  try {
    const payload = jwt.verify(token, secret, {
      algorithms: ['HS256'],
      issuer,
      clockTimestamp: Math.floor(now.getTime() / 1000),
    });
    return claims.parse(payload);
  } catch (cause) {
    throw new DomainError(cause instanceof jwt.TokenExpiredError ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID', {}, { cause });
  }
}

/** What a refresh cookie names: the session and which of its tokens this is. */
export interface RefreshToken {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly generation: number;
  readonly proof: string;
}

/**
 * A refresh token is `tenant.session.generation.proof`, the proof an HMAC over them and the session's salt. So the
 * next token can be computed again when its answer got lost, an old one is known to be truly old, and the database
 * alone, were it stolen, holds nothing to sign in with.
 */
export function writeRefreshToken(
  secret: string,
  session: { readonly tenantId: string; readonly id: string; readonly salt: string; readonly generation: number },
): string {
  const { tenantId, id, generation } = session;
  return [tenantId, id, generation, proofOf(secret, session)].join('.');
}

export function readRefreshToken(cookie: string): RefreshToken | null {
  const [, tenantId, sessionId, generation, proof] =
    /^([\w-]{1,60})\.([\w-]{1,60})\.(\d{1,9})\.([\w-]{43})$/.exec(cookie) ?? [];
  if (tenantId === undefined || sessionId === undefined || proof === undefined) return null;
  return { tenantId, sessionId, generation: Number(generation), proof };
}

/** Whether this server made the token for this session. */
export function isGenuine(secret: string, token: RefreshToken, salt: string): boolean {
  const { tenantId, sessionId, generation, proof } = token;
  const expected = proofOf(secret, { tenantId, id: sessionId, salt, generation });
  return timingSafeEqual(Buffer.from(expected), Buffer.from(proof));
}

function proofOf(
  secret: string,
  { tenantId, id, salt, generation }: { tenantId: string; id: string; salt: string; generation: number },
): string {
  return createHmac('sha256', `refresh:${secret}`)
    .update([tenantId, id, salt, generation].join('.'))
    .digest('base64url');
}
