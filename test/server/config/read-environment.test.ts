import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '#server/config/read-environment';

const key = () => randomBytes(32).toString('base64');
const whole = () => ({
  MONGODB_URI: 'mongodb://db.internal/duixian?replicaSet=rs0',
  JWT_SECRET: randomBytes(48).toString('base64'),
  DATA_KEYS: `k2:${key()},k1:${key()}`,
  DATA_HMAC_KEY: key(),
  PUBLIC_URL: 'https://duixian.example.gov.cn/',
});

describe('production configuration', () => {
  it('is read from a whole environment, the first data key sealing', () => {
    const read = readEnvironment({
      ...whole(),
      PORT: '8443',
      TRUSTED_PROXIES: '1',
      SIGN_INS_PER_MINUTE: '300',
      UNRELATED: 'x',
    });

    if (!read.ok) throw new Error(read.error.join('; '));
    const { server, database } = read.value;
    expect(database).toEqual({ kind: 'mongodb', uri: 'mongodb://db.internal/duixian?replicaSet=rs0' });
    expect(server).toMatchObject({ production: true, port: 8443, publicUrl: 'https://duixian.example.gov.cn' });
    expect(server.dataKeys.currentId).toBe('k2');
    expect([...server.dataKeys.keys.keys()]).toEqual(['k2', 'k1']);
    expect(server.rateLimits).toMatchObject({ enabled: true, shared: true, signIn: { points: 300, seconds: 60 } });
  });

  it('takes the embedded store only where a directory is named and no MongoDB', () => {
    const { MONGODB_URI, ...rest } = whole();
    const read = (variables: Record<string, string>) => {
      const result = readEnvironment(variables);
      return result.ok ? [result.value.database, result.value.server.rateLimits.shared] : result.error;
    };

    expect(read({ ...rest, DATA_DIR: '/srv/duixian' })).toEqual([{ kind: 'embedded', dataDir: '/srv/duixian' }, false]);
    expect(read({ ...rest, DATA_DIR: '/srv/duixian', MONGODB_URI })).toEqual([
      { kind: 'mongodb', uri: MONGODB_URI },
      true,
    ]);
    expect(read({ ...rest, DATA_DIR: '' })).toEqual(['MONGODB_URI: is missing, and so is DATA_DIR']);
  });

  it('names every missing variable at once', () => {
    const read = readEnvironment({ MONGODB_URI: '' });

    expect(read.ok ? [] : read.error).toEqual([
      'MONGODB_URI: is missing, and so is DATA_DIR',
      'JWT_SECRET: is missing',
      'DATA_KEYS: is missing',
      'DATA_HMAC_KEY: is missing',
      'PUBLIC_URL: is missing',
    ]);
  });

  it.each([
    ['JWT_SECRET', 'short', /too short/],
    ['JWT_SECRET', 'please-changeme-please-changeme-please', /placeholder/],
    ['JWT_SECRET', 'abababababababababababababababababababab', /repeats itself/],
    ['DATA_HMAC_KEY', Buffer.alloc(32, 1).toString('base64'), /repeats itself/],
    ['DATA_HMAC_KEY', randomBytes(16).toString('base64'), /32 bytes/],
    ['DATA_KEYS', 'k1', /key 1/],
    ['DATA_KEYS', `k1:${randomBytes(16).toString('base64')}`, /key 1: must be 32 bytes/],
    ['MONGODB_URI', 'postgres://db', /mongodb:\/\//],
    ['PUBLIC_URL', 'duixian.example', /http/],
    ['PORT', '70000', /./],
    ['LOG_LEVEL', 'loud', /./],
    ['REQUESTS_PER_MINUTE', '0', /./],
  ])('refuses %s=%s', (name, value, reason) => {
    const read = readEnvironment({ ...whole(), [name]: value });

    const errors = read.ok ? [] : read.error;
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(reason);
    expect(errors[0]).toMatch(new RegExp(`^${name}: `));
  });

  it('refuses two data keys with one id', () => {
    const read = readEnvironment({ ...whole(), DATA_KEYS: `k1:${key()},k1:${key()}` });

    expect(read.ok ? [] : read.error).toEqual([expect.stringContaining('ids different')]);
  });

  it('never repeats a secret in its errors', () => {
    const read = readEnvironment({ ...whole(), JWT_SECRET: 'tiny-but-mine' });

    expect(JSON.stringify(read)).not.toContain('tiny-but-mine');
  });
});
