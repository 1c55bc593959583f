import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, startOfWorld, type World } from '../harness.js';

describe('every request', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());
  const signIn = (body: string | object) =>
    world.visitor.post('/api/auth/sign-in').set('Content-Type', 'application/json').send(body);

  it('with JSON that cannot be read is MALFORMED_JSON, as a problem document with the id of the request', async () => {
    const response = await signIn('{"tenant": "yungang",');

    expect(response.status).toBe(400);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toEqual({
      type: 'urn:duixian:problem:MALFORMED_JSON',
      title: 'MALFORMED_JSON',
      status: 400,
      code: 'MALFORMED_JSON',
      params: {},
      requestId: response.headers['x-request-id'],
    });
  });

  it('keeps the id its caller gave it, if it is one', async () => {
    const kept = await world.visitor.get('/api/tenants').set('X-Request-Id', 'trace-2026-000001');
    const replaced = await world.visitor.get('/api/tenants').set('X-Request-Id', 'a b<c>');

    expect(kept.headers['x-request-id']).toBe('trace-2026-000001');
    expect(replaced.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that breaks the contract is told every place at once, without the values', async () => {
    const response = await signIn({ tenant: 'Nicht', login: 5, secretWord: 'geheim' });

    expect(response.status).toBe(400);
    expect(response.body.code).toBe('INVALID_REQUEST');
    expect(response.body.issues).toEqual([
      { path: 'tenant', code: 'WRONG_FORMAT', params: { in: 'body', format: 'regex' } },
      { path: 'login', code: 'WRONG_TYPE', params: { in: 'body', expected: 'string' } },
      { path: 'password', code: 'REQUIRED', params: { in: 'body', expected: 'string' } },
      { path: 'secretWord', code: 'UNKNOWN_FIELD', params: { in: 'body' } },
    ]);
    expect(response.text).not.toContain('geheim');
  });

  it('refuses unknown fields of the query and of routes without one', async () => {
    const admin = await world.as(world.yungang.accounts.admin);

    const wrongQuery = await admin.get('/api/accounts?limit=500&frob=1');
    const noQuery = await admin.get('/api/units?frob=1');

    expect(wrongQuery.body.issues.map((issue: { path: string; code: string }) => [issue.path, issue.code])).toEqual([
      ['limit', 'TOO_BIG'],
      ['frob', 'UNKNOWN_FIELD'],
    ]);
    expect(noQuery.body).toMatchObject({ code: 'INVALID_REQUEST', issues: [{ path: 'frob', code: 'UNKNOWN_FIELD' }] });
  });

  it('with a body that is too large, or not JSON, is refused before it is parsed', async () => {
    const large = await signIn(JSON.stringify({ tenant: 'x'.repeat(2_600_000) }));
    const text = await world.visitor.post('/api/auth/sign-in').set('Content-Type', 'text/plain').send('hello');
    const none = await world.visitor.post('/api/auth/sign-in');

    expect([large.status, large.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect([text.status, text.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect([none.status, none.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('to a path or method the API does not have is NOT_FOUND, and never a page', async () => {
    for (const response of [
      await world.visitor.get('/api/nothing'),
      await world.visitor.delete('/api/auth/sign-in'),
      await world.visitor.get('/api/files/%E0%A4%A/address'),
    ]) {
      expect(response.type).toBe('application/problem+json');
      expect(['NOT_FOUND', 'INVALID_REQUEST']).toContain(response.body.code);
    }
  });

  it('to a protected route needs a token that this server made and that has not expired', async () => {
    const seconds = Math.floor(Date.parse(startOfWorld) / 1000);
    const { admin } = world.yungang.accounts;
    const genuine = await world.accessToken(admin);
    const payload = jwt.decode(genuine) as Record<string, unknown>;
    const forged = jwt.sign(payload, 'another-secret-0123456789-0123456789-0123');
    const unsigned = jwt.sign(payload, '', { algorithm: 'none' });
    const secret = world.deps.config.jwtSecret;
    const expired = jwt.sign({ ...payload, iat: seconds - 700, exp: seconds - 100 }, secret);
    const get = async (authorization?: string) => {
      const request = world.visitor.get('/api/me');
      return (await (authorization === undefined ? request : request.set('Authorization', authorization))).body.code;
    };

    expect(await get(`Bearer ${genuine}`)).toBeUndefined();
    expect(await get()).toBe('NOT_SIGNED_IN');
    expect(await get('Basic YTpi')).toBe('TOKEN_INVALID');
    expect(await get(`Bearer ${forged}`)).toBe('TOKEN_INVALID');
    expect(await get(`Bearer ${unsigned}`)).toBe('TOKEN_INVALID');
    expect(await get(`Bearer ${expired}`)).toBe('TOKEN_EXPIRED');
  });

  it('cannot carry a session into another tenant', async () => {
    const session = await world.deps.sessions.open(world.yungang.id, world.yungang.accounts.admin.id);
    const payload = jwt.decode(session.accessToken) as Record<string, unknown>;
    const moved = jwt.sign({ ...payload, tid: world.linhai.id }, world.deps.config.jwtSecret);

    const response = await world.visitor.get('/api/me').set('Authorization', `Bearer ${moved}`);

    expect([response.status, response.body.code]).toEqual([401, 'SESSION_ENDED']);
  });

  it('is FORBIDDEN without the permission', async () => {
    const reviewer = await world.as(world.yungang.accounts.reviewer);

    const response = await reviewer.get('/api/accounts');

    expect([response.status, response.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('is not judged by its parts before its token: a visitor learns nothing of a body’s shape', async () => {
    const response = await world.visitor.post('/api/units').send({ frob: 1 });

    expect(response.body.code).toBe('NOT_SIGNED_IN');
    expect(response.body.issues).toBeUndefined();
  });
});

describe('limits by address', () => {
  it.each([
    ['in memory', false],
    ['in the database, which several processes share', true],
  ])(
    'count %s: TOO_MANY_REQUESTS with the seconds to wait, for sign-ins sooner than for reading',
    async (_where, shared) => {
      const world = await createWorld({
        rateLimits: {
          enabled: true,
          shared,
          general: { points: 6, seconds: 60 },
          signIn: { points: 2, seconds: 60 },
          register: { points: 1, seconds: 60 },
        },
      });
      try {
        const body = { tenant: 'yungang', login: 'nobody', password: 'x' };
        const signIns = [];
        for (let n = 0; n < 3; n += 1) signIns.push((await world.visitor.post('/api/auth/sign-in').send(body)).status);
        const reads = [];
        for (let n = 0; n < 7; n += 1) reads.push(await world.visitor.get('/api/tenants'));

        expect(signIns).toEqual([401, 401, 429]);
        expect(reads.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 429]);
        const refused = reads[6];
        expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
        expect(refused?.body.params.retryAfterSeconds).toBeLessThanOrEqual(60);
        expect(await world.database.collection('rateLimits').find({}).toArray()).toHaveLength(shared ? 2 : 0);
      } finally {
        await world.stop();
      }
    },
  );
});
