import { Transform } from 'node:stream';
import { DomainError } from '../http/domain-error.js';

/** Lets bytes through up to a limit and counts them; more of them is FILE_TOO_LARGE, while the sender is still sending. */
export function limitBytes(limit: number): Transform & { passed(): number } {
  let count = 0;
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count += chunk.length;
      if (count > limit) done(new DomainError('FILE_TOO_LARGE', { maxMegabytes: Math.floor(limit / 1024 / 1024) }));
      else done(null, chunk);
    },
  });
  return Object.assign(transform, { passed: () => count });
}
