import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, password, startOfWorld, type World } from '../harness.js';

describe('a session', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(() => world.clock.set(startOfWorld));
  afterAll(() => world.stop());

  const cookieOf = (response: { get(name: 'Set-Cookie'): string[] | undefined }) =>
    /^dx_refresh=([^;]*)/.exec(response.get('Set-Cookie')?.[0] ?? '')?.[1];
  const signIn = async (login = 'jxj') => {
    const response = await world.visitor.post('/api/auth/sign-in').send({ tenant: 'yungang', login, password });
    return { cookie: cookieOf(response) as string, accessToken: response.body.accessToken as string };
  };
  const refresh = (cookie: string) => world.visitor.post('/api/auth/refresh').set('Cookie', `dx_refresh=${cookie}`);
  const meWith = async (accessToken: string) =>
    (await world.visitor.get('/api/me').set('Authorization', `Bearer ${accessToken}`)).body;

  it('is renewed by its cookie, which rotates', async () => {
    const first = await signIn();
    world.clock.advance(9 * 60_000);

    const renewed = await refresh(first.cookie);

    expect(renewed.status).toBe(200);
    expect(renewed.body.expiresAt).toBe('2026-11-18T02:19:00.000Z');
    expect(cookieOf(renewed)).not.toBe(first.cookie);
    world.clock.advance(5 * 60_000);
    expect((await meWith(first.accessToken)).code).toBe('TOKEN_EXPIRED');
    expect((await meWith(renewed.body.accessToken)).login).toBe('jxj');
    expect((await refresh(cookieOf(renewed) as string)).status).toBe(200);
  });

  it('gives two tabs that renew at once, or a second time after a lost answer, the same next cookie', async () => {
    const { cookie } = await signIn();

    const together = await Promise.all([refresh(cookie), refresh(cookie), refresh(cookie)]);
    world.clock.advance(10_000);
    const late = await refresh(cookie);

    const next = new Set([...together, late].map(cookieOf));
    expect([...together, late].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(next.size).toBe(1);
    expect((await refresh([...next][0] as string)).status).toBe(200);
  });

  it('ends for everyone when an old cookie is used after the grace: two parties hold it', async () => {
    const { cookie } = await signIn();
    const renewed = await refresh(cookie);
    world.clock.advance(10_001);

    const stolen = await refresh(cookie);

    expect([stolen.status, stolen.body.code, stolen.body.params]).toEqual([401, 'SESSION_ENDED', { reason: 'reuse' }]);
    expect(stolen.get('Set-Cookie')?.[0]).toMatch(/^dx_refresh=;.*Expires=Thu, 01 Jan 1970/);
    expect((await refresh(cookieOf(renewed) as string)).body.code).toBe('SESSION_ENDED');
    expect((await meWith(renewed.body.accessToken)).code).toBe('SESSION_ENDED');
    const auditor = await world.as(world.yungang.accounts.auditor);
    const { items } = (await auditor.get('/api/audit?action=session-reuse-detected')).body;
    expect(items[0]).toMatchObject({ actorName: '林若溪' });
  });

  it('ends when a cookie two rotations old is used, even within the grace', async () => {
    const { cookie } = await signIn();
    const second = cookieOf(await refresh(cookie)) as string;
    await refresh(second);

    expect((await refresh(cookie)).body.code).toBe('SESSION_ENDED');
  });

  it('is not ended by a cookie that only looks like one of its own', async () => {
    const { cookie } = await signIn();
    const [tenantId, sessionId, , proof] = cookie.split('.');

    const guessed = await refresh([tenantId, sessionId, 7, proof].join('.'));
    const other = await refresh([world.linhai.id, sessionId, 1, proof].join('.'));

    expect([guessed.body.code, other.body.code]).toEqual(['NOT_SIGNED_IN', 'NOT_SIGNED_IN']);
    expect((await refresh('nonsense')).body.code).toBe('NOT_SIGNED_IN');
    expect((await world.visitor.post('/api/auth/refresh')).body.code).toBe('NOT_SIGNED_IN');
    expect((await refresh(cookie)).status).toBe(200);
  });

  it('ends a day after its last renewal', async () => {
    const { cookie } = await signIn();
    world.clock.advance(24 * 3_600_000);

    expect((await refresh(cookie)).body.code).toBe('SESSION_ENDED');
  });

  it('ends after two weeks however busy it was', async () => {
    let { cookie } = await signIn();
    for (let day = 0; day < 27; day += 1) {
      world.clock.advance(12 * 3_600_000);
      cookie = cookieOf(await refresh(cookie)) as string;
    }
    world.clock.advance(12 * 3_600_000);

    expect((await refresh(cookie)).body.code).toBe('SESSION_ENDED');
  });

  it('ends with signing out, at once and for its access token too', async () => {
    const { cookie, accessToken } = await signIn();
    const other = await signIn();

    const out = await world.visitor.post('/api/auth/sign-out').set('Cookie', `dx_refresh=${cookie}`);

    expect(out.status).toBe(200);
    expect((await meWith(accessToken)).code).toBe('SESSION_ENDED');
    expect((await refresh(cookie)).body.code).toBe('SESSION_ENDED');
    expect((await meWith(other.accessToken)).login).toBe('jxj');
    expect((await world.visitor.post('/api/auth/sign-out')).status).toBe(200);
  });

  it('ends on all devices by signing out everywhere', async () => {
    const here = await signIn();
    const there = await signIn();

    await world.visitor
      .post('/api/auth/sign-out-everywhere')
      .set('Authorization', `Bearer ${here.accessToken}`)
      .expect(200);

    expect((await meWith(here.accessToken)).code).toBe('SESSION_ENDED');
    expect((await meWith(there.accessToken)).code).toBe('SESSION_ENDED');
    expect((await refresh(there.cookie)).body.code).toBe('SESSION_ENDED');
  });
});
