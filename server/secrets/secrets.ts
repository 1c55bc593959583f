import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { DataKeys } from '../config/config.js';

/** A sealed text as stored: `v1.<key id>.<nonce>.<tag>.<cipher text>`, the last three base64url. */
export type Sealed = string & { readonly sealed: unique symbol };

/**
 * Identity and bank numbers in the database (D20). The key id stands beside each value, so that keys rotate: old ones
 * still open, the current one seals. Both are pure but for the nonce.
 */
export interface Secrets {
  seal(text: string): Sealed;
  /** Throws when the value was tampered with or its key is not configured: a defect or an attack, never a user's fault. */
  open(sealed: string): string;
  /** Deterministic digest for equality look-ups; give every kind of number its own `purpose`. */
  lookup(text: string, purpose?: string): string;
  /** Whether this value was sealed with another than the current key, and should be rewritten. */
  isOutdated(sealed: string): boolean;
}

const nonceBytes = 12;
const tagBytes = 16;

export function createSecrets(dataKeys: DataKeys, lookupKey: Buffer): Secrets {
  const keyOf = (id: string): Buffer => {
    const key = dataKeys.keys.get(id);
    if (key === undefined) throw new Error(`Expected a data key with id ${id}, but it is not configured`);
    return key;
  };
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const id = dataKeys.currentId;
      const cipher = createCipheriv('aes-256-gcm', keyOf(id), nonce);
      // The key id is authenticated, so that a value cannot be moved under another key's name.
      cipher.setAAD(Buffer.from(`v1.${id}`));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'));
      return ['v1', id, ...parts].join('.') as Sealed;
    },
    open(sealed) {
      const { id, nonce, tag, body } = split(sealed);
      const decipher = createDecipheriv('aes-256-gcm', keyOf(id), nonce);
      decipher.setAAD(Buffer.from(`v1.${id}`));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
    lookup: (text, purpose = 'identity') =>
      createHmac('sha256', lookupKey).update(`${purpose.length}:${purpose}${text}`).digest('base64url'),
    isOutdated: (sealed) => split(sealed).id !== dataKeys.currentId,
  };
}

function split(sealed: string): { id: string; nonce: Buffer; tag: Buffer; body: Buffer } {
  const [version, id, nonce, tag, body] = sealed.split('.');
  if (version !== 'v1' || id === undefined || nonce === undefined || tag === undefined || body === undefined) {
    throw new Error('Expected a sealed value, but its form is unknown');
  }
  const bytes = { nonce: Buffer.from(nonce, 'base64url'), tag: Buffer.from(tag, 'base64url') };
  // A shortened tag would be accepted by GCM with less certainty.
  if (bytes.nonce.length !== nonceBytes || bytes.tag.length !== tagBytes) {
    throw new Error('Expected a sealed value, but its nonce or tag has the wrong length');
  }
  return { id, ...bytes, body: Buffer.from(body, 'base64url') };
}
