import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, password, type World } from '../harness.js';

describe('passwords', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());
  const signIn = (login: string, given: string) =>
    world.visitor.post('/api/auth/sign-in').send({ tenant: 'yungang', login, password: given });
  const withToken = (method: 'get' | 'post', path: string, token: string) =>
    world.visitor[method](path).set('Authorization', `Bearer ${token}`);

  it('are changed by their owner; other sessions end, the own one goes on', async () => {
    const other = (await signIn('caizheng', password)).body.accessToken;
    const own = (await signIn('caizheng', password)).body.accessToken;
    const next = 'New-river 2027';

    await withToken('post', '/api/auth/change-password', own).send({ current: password, next }).expect(200);

    expect((await withToken('get', '/api/me', own)).status).toBe(200);
    expect((await withToken('get', '/api/me', other)).body.code).toBe('SESSION_ENDED');
    expect((await signIn('caizheng', password)).body.code).toBe('SIGN_IN_FAILED');
    expect((await signIn('caizheng', next)).status).toBe(200);
  });

  it('must keep the rules, and every broken one is named', async () => {
    const finance = await world.as(world.yungang.accounts.supervisor);
    const change = (next: string, current = password) =>
      finance.post('/api/auth/change-password').send({ current, next });

    const weak = await change('Ducha1');
    expect([weak.status, weak.body.code]).toEqual([422, 'PASSWORD_TOO_WEAK']);
    expect(weak.body.issues).toEqual([
      { path: 'password', code: 'TOO_SHORT', params: { min: 10 } },
      { path: 'password', code: 'CONTAINS_LOGIN', params: {} },
    ]);
    expect((await change(password)).body.params.reasons).toEqual(['UNCHANGED']);
    expect((await change('New-river 2027', 'wrong')).body.code).toBe('PASSWORD_WRONG');
  });

  it('cannot be guessed from within a session: five wrong ones lock the login', async () => {
    const supervisor = await world.as(world.yungang.accounts.departmentAdmin);
    const guess = (current: string) =>
      supervisor.post('/api/auth/change-password').send({ current, next: 'New-river 2027' });
    for (let n = 0; n < 5; n += 1) expect((await guess('wrong')).body.code).toBe('PASSWORD_WRONG');

    expect((await guess(password)).body.code).toBe('ACCOUNT_LOCKED');
  });

  it('of a new account work once: everything else waits for the change', async () => {
    const admin = await world.as(world.yungang.accounts.admin);
    const created = await admin.post('/api/accounts').send({ login: 'xinren', name: '新人' }).expect(201);
    await admin
      .post('/api/appointments')
      .send({
        accountId: created.body.account.id,
        unitId: world.yungang.units.industry,
        role: 'tenant-admin',
        subtree: true,
        from: '2026-11-01',
        until: null,
      })
      .expect(201);

    const { body } = await signIn('xinren', created.body.oneTimePassword);
    expect(body.me.mustChangePassword).toBe(true);
    const refused = await withToken('get', '/api/accounts', body.accessToken);
    expect([refused.status, refused.body.code]).toEqual([403, 'PASSWORD_CHANGE_REQUIRED']);
    expect((await withToken('get', '/api/units', body.accessToken)).body.code).toBe('PASSWORD_CHANGE_REQUIRED');
    expect((await withToken('get', '/api/me', body.accessToken)).status).toBe(200);

    await withToken('post', '/api/auth/change-password', body.accessToken)
      .send({ current: created.body.oneTimePassword, next: 'My-own river 9' })
      .expect(200);
    expect((await withToken('get', '/api/accounts', body.accessToken)).status).toBe(200);
    expect((await signIn('xinren', created.body.oneTimePassword)).body.code).toBe('SIGN_IN_FAILED');
  });

  it('are reset by an administrator: sessions and locks end, the new one works once', async () => {
    const admin = await world.as(world.yungang.accounts.admin);
    const { secondReviewer } = world.yungang.accounts;
    const token = await world.accessToken(secondReviewer);
    for (let n = 0; n < 5; n += 1) await signIn('fushen', 'wrong');

    const { oneTimePassword } = (await admin.post(`/api/accounts/${secondReviewer.id}/reset-password`)).body;

    expect((await withToken('get', '/api/me', token)).body.code).toBe('SESSION_ENDED');
    expect((await signIn('fushen', password)).body.code).toBe('SIGN_IN_FAILED');
    expect((await signIn('fushen', oneTimePassword)).body.me.mustChangePassword).toBe(true);
  });

  it('are nowhere in an answer or in the audit log', async () => {
    const admin = await world.as(world.yungang.accounts.admin);
    const audit = await admin.get('/api/audit?limit=100');
    const accounts = await admin.get('/api/accounts?limit=100');

    expect(audit.text + accounts.text).not.toMatch(/argon2|New-river|My-own/);
    expect(audit.body.items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['password-changed', 'password-reset', 'account-created', 'appointment-created']),
    );
  });
});
