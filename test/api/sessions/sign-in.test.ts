import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, password, type TestAccount, type World } from '../harness.js';

describe('signing in', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());
  const signIn = (login: string, given: string, tenant = 'yungang') =>
    world.visitor.post('/api/auth/sign-in').send({ tenant, login, password: given });
  const as = (account: TestAccount) => world.as(account);

  it('answers a token for ten minutes, who one is, and a cookie that scripts cannot read', async () => {
    const response = await signIn('JXJ', password);

    expect(response.status).toBe(200);
    expect(response.body.expiresAt).toBe('2026-11-18T02:10:00.000Z');
    expect(response.body.me).toMatchObject({
      login: 'jxj',
      name: '林若溪',
      tenant: { slug: 'yungang', name: '云港市' },
      mustChangePassword: false,
      appointments: [{ role: 'department-admin', unitName: '市经济和信息化局', subtree: true, until: null }],
      permissions: [
        'policy.design',
        'policy.publish',
        'case.supervise',
        'case.repair',
        'enterprise.import',
        'screening.run',
      ],
      applicants: [],
    });
    const [cookie] = response.get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^dx_refresh=[\w.-]+; Path=\/api\/auth; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const me = await world.visitor.get('/api/me').set('Authorization', `Bearer ${response.body.accessToken}`);
    expect(me.body).toEqual(response.body.me);
  });

  it('marks the cookie Secure where people come by https', async () => {
    const secure = await createWorld({ publicUrl: 'https://duixian.example' });
    try {
      const response = await secure.visitor
        .post('/api/auth/sign-in')
        .send({ tenant: 'yungang', login: 'jxj', password });

      expect(response.get('Set-Cookie')?.[0]).toContain('; Secure');
      expect(response.headers['strict-transport-security']).toBeDefined();
    } finally {
      await secure.stop();
    }
  });

  it('tells an applicant whom they may act for', async () => {
    const response = await signIn('qiye', password);

    expect(response.body.me).toMatchObject({
      permissions: ['case.file'],
      appointments: [],
      applicants: [{ name: '云港精工机械有限公司', kind: 'enterprise' }],
    });
  });

  it('answers a wrong password, an unknown login and an unknown city alike', async () => {
    const answers = [
      await signIn('jxj', 'wrong'),
      await signIn('nobody', 'wrong'),
      await signIn('jxj', password, 'nowhere'),
      await signIn('jxj', `${password} `),
    ];

    for (const { status, body } of answers) {
      expect([status, body.code, body.params]).toEqual([401, 'SIGN_IN_FAILED', {}]);
    }
  });

  it.each(['shenhe', 'no-such-login'])(
    'locks %s after five failures for fifteen minutes, even for the right password, and says how long',
    async (login) => {
      for (let n = 0; n < 5; n += 1) expect((await signIn(login, 'wrong')).body.code).toBe('SIGN_IN_FAILED');
      world.clock.advance(60_000);

      const locked = await signIn(login, password);
      expect([locked.status, locked.body.code]).toEqual([423, 'ACCOUNT_LOCKED']);
      expect(locked.body.params).toEqual({ retryAfterSeconds: 14 * 60 });
      expect((await signIn(login, password, 'linhai')).body.code).not.toBe('ACCOUNT_LOCKED');

      world.clock.advance(14 * 60_000);
      const after = await signIn(login, password);
      expect(after.body.code).toBe(login === 'shenhe' ? undefined : 'SIGN_IN_FAILED');
    },
  );

  it('forgets failures once it succeeds, or after a quarter of an hour', async () => {
    const fail = async (times: number) => {
      for (let n = 0; n < times; n += 1) await signIn('fushen', 'wrong');
    };

    await fail(4);
    expect((await signIn('fushen', password)).status).toBe(200);
    await fail(4);
    world.clock.advance(15 * 60_000);
    await fail(4);

    expect((await signIn('fushen', password)).status).toBe(200);
  });

  it('of a disabled account is refused only to who knows its password, and its sessions end', async () => {
    const { admin, secondWindow } = world.yungang.accounts;
    const token = await world.accessToken(secondWindow);
    const administrator = await as(admin);

    await administrator.patch(`/api/accounts/${secondWindow.id}`).send({ disabled: true }).expect(200);

    expect((await signIn('chuangkou2', password)).body.code).toBe('ACCOUNT_DISABLED');
    expect((await signIn('chuangkou2', 'wrong')).body.code).toBe('SIGN_IN_FAILED');
    const held = await world.visitor.get('/api/me').set('Authorization', `Bearer ${token}`);
    expect([held.status, held.body.code]).toEqual([401, 'SESSION_ENDED']);
    await administrator.patch(`/api/accounts/${secondWindow.id}`).send({ disabled: false }).expect(200);
    expect((await signIn('chuangkou2', password)).status).toBe(200);
  });

  it('is written to the audit log, a mistyped login without what was typed', async () => {
    world.clock.advance(1000);
    await signIn('shenji', 'wrong');
    world.clock.advance(1000);
    await signIn('my-Password-in-the-wrong-box', 'wrong');
    world.clock.advance(1000);
    await signIn('shenji', password);

    const auditor = await as(world.yungang.accounts.auditor);
    const entries = (await auditor.get('/api/audit?limit=3')).body.items as Record<string, unknown>[];

    expect(entries.map(({ action, target, actorName }) => [action, target, actorName])).toEqual([
      ['signed-in', 'shenji', '何静'],
      ['sign-in-failed', '?', '?'],
      ['sign-in-failed', 'shenji', '何静'],
    ]);
  });

  it('shows only listed cities for the choice', async () => {
    const response = await world.visitor.get('/api/tenants');

    expect(response.body.items.map(({ slug }: { slug: string }) => slug)).toEqual(['yungang', 'linhai']);
  });
});
