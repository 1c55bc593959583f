import jwt from 'jsonwebtoken';
import { DomainError } from '../http/domain-error.js';

/** How long the address of one file can be used. */
const addressSeconds = 300;

const audience = 'duixian-file';

export interface FileAddresses {
  /** A token that opens this one file until it expires (D15). */
  sign(file: { readonly tenantId: string; readonly fileId: string }): { token: string; expiresAt: string };
  /** TOKEN_EXPIRED or TOKEN_INVALID. */
  open(token: string): { readonly tenantId: string; readonly fileId: string };
}

export function createFileAddresses(secret: string, now: () => Date): FileAddresses {
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    sign({ tenantId, fileId }) {
      const expiresAt = seconds() + addressSeconds;
      const token = jwt.sign({ tid: tenantId, exp: expiresAt, iat: seconds() }, secret, {
        algorithm: 'HS256',
        audience,
        subject: fileId,
      });
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },
    open(token) {
      try {
        const claims = jwt.verify(token, secret, { algorithms: ['HS256'], audience, clockTimestamp: seconds() });
        if (typeof claims === 'string' || typeof claims.tid !== 'string' || typeof claims.sub !== 'string') {
          throw new DomainError('TOKEN_INVALID');
        }
        return { tenantId: claims.tid, fileId: claims.sub };
      } catch (error) {
        if (error instanceof jwt.TokenExpiredError) throw new DomainError('TOKEN_EXPIRED');
        throw error instanceof DomainError ? error : new DomainError('TOKEN_INVALID', {}, { cause: error });
      }
    },
  };
}
