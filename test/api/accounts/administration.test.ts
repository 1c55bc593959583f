import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, password, type TestAccount, type World } from '../harness.js';

describe('administration of accounts and appointments', () => {
  let world: World;
  let admin: Awaited<ReturnType<World['as']>>;
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.as(world.yungang.accounts.admin);
  });
  afterAll(() => world.stop());

  const newAccount = async (login: string): Promise<string> =>
    (await admin.post('/api/accounts').send({ login, name: login }).expect(201)).body.account.id;
  const appoint = (accountId: string, unitId: string, role: string, more: object = {}) =>
    admin
      .post('/api/appointments')
      .send({ accountId, unitId, role, subtree: true, from: '2026-01-01', until: null, ...more });
  const staff = async (login: string, unitId: string, role: string): Promise<TestAccount> => {
    const id = await newAccount(login);
    await appoint(id, unitId, role).expect(201);
    await world.deps.accounts.setPassword(world.yungang.id, id, 'Some-river 2026', false);
    return { id, tenantId: world.yungang.id, slug: 'yungang', login, name: login, applicantId: null };
  };

  it('lists accounts by login in pages, searched by login or name, never by pattern', async () => {
    const first = (await admin.get('/api/accounts?limit=4')).body;
    const second = (await admin.get(`/api/accounts?limit=100&cursor=${first.nextCursor}`)).body;
    const logins = [...first.items, ...second.items].map(({ login }: { login: string }) => login);

    expect(logins).toEqual([...logins].sort());
    expect(logins).toEqual(
      expect.arrayContaining([
        'admin',
        'caizheng',
        'chuangkou',
        'chuangkou2',
        'ducha',
        'fushen',
        'jxj',
        'shenhe',
        'shenji',
      ]),
    );
    expect(new Set(logins).size).toBe(logins.length);
    expect(second.nextCursor).toBeNull();
    const found = async (query: string) =>
      (await admin.get('/api/accounts').query({ query })).body.items.map(({ login }: { login: string }) => login);
    expect(await found('CHUANG')).toEqual(['chuangkou', 'chuangkou2']);
    expect(await found('赵')).toEqual(['caizheng']);
    expect(await found('.*')).toEqual([]);
    const applicants = await admin.get('/api/accounts?kind=applicant');
    expect(applicants.body.items).toHaveLength(3);
  });

  it('refuses a forged cursor', async () => {
    const response = await admin.get('/api/accounts?cursor=bm9wZQ');

    expect(response.body).toMatchObject({ code: 'INVALID_REQUEST', issues: [{ path: 'cursor' }] });
  });

  it('changes what is named and leaves the rest', async () => {
    const id = await newAccount('zhaoliu');
    const path = `/api/accounts/${id}`;

    const changed = await admin.patch(path).send({ name: '赵六', mobile: '13500000005' });
    const unchanged = await admin.patch(path).send({});

    expect(changed.body).toMatchObject({ login: 'zhaoliu', name: '赵六', mobile: '13500000005', disabled: false });
    expect(unchanged.body).toEqual(changed.body);
  });

  it('unlocks a login before its time', async () => {
    const { finance } = world.yungang.accounts;
    const signIn = (given: string) =>
      world.visitor.post('/api/auth/sign-in').send({ tenant: 'yungang', login: 'caizheng', password: given });
    for (let n = 0; n < 5; n += 1) await signIn('wrong');
    const locked = (await admin.get('/api/accounts?query=caizheng')).body.items[0];
    expect(locked.lockedUntil).toBe('2026-11-18T02:15:00.000Z');

    const unlocked = await admin.patch(`/api/accounts/${finance.id}`).send({ unlock: true });

    expect(unlocked.body.lockedUntil).toBeNull();
    expect((await signIn(password)).status).toBe(200);
  });

  it('refuses a login that is taken, whatever its case', async () => {
    const response = await admin.post('/api/accounts').send({ login: 'JXJ', name: '另一个' });

    expect([response.status, response.body.code]).toEqual([409, 'LOGIN_TAKEN']);
  });

  it('gives a role that works at once, only there, and until it ends', async () => {
    const account = await staff('lisi', world.yungang.units.industry, 'auditor');
    const asLisi = await world.as(account);
    expect((await asLisi.get('/api/audit')).status).toBe(200);

    const listed = (await admin.get('/api/accounts?query=lisi')).body.items[0];
    const [appointment] = listed.appointments;
    await admin.delete(`/api/appointments/${appointment.id}`).expect(200);

    expect((await asLisi.get('/api/audit')).body.code).toBe('FORBIDDEN');
    expect((await admin.get('/api/accounts?query=lisi')).body.items[0].appointments).toEqual([]);
    expect((await admin.delete(`/api/appointments/${appointment.id}`)).status).toBe(200);
  });

  it('honours the first and the last day of an appointment, in China’s time', async () => {
    const id = await newAccount('zhangsan');
    await world.deps.accounts.setPassword(world.yungang.id, id, 'Some-river 2026', false);
    await appoint(id, world.yungang.units.industry, 'auditor', { from: '2026-11-20', until: '2026-11-21' });
    const may = async (instant: string) => {
      world.clock.set(instant);
      const { accessToken } = await world.deps.sessions.open(world.yungang.id, id);
      return (await world.visitor.get('/api/audit').set('Authorization', `Bearer ${accessToken}`)).status;
    };

    expect(await may('2026-11-19T15:59:59.000Z')).toBe(403);
    expect(await may('2026-11-19T16:00:00.000Z')).toBe(200);
    expect(await may('2026-11-21T15:59:59.000Z')).toBe(200);
    expect(await may('2026-11-21T16:00:00.000Z')).toBe(403);
    world.clock.set('2026-11-18T02:00:00.000Z');
  });

  it('refuses an appointment that ends before it begins, and the platform’s own role', async () => {
    const id = await newAccount('wangwu');
    const backwards = await appoint(id, world.yungang.units.industry, 'auditor', { until: '2025-12-31' });
    const platform = await appoint(id, world.yungang.units.root, 'platform-admin');

    expect(backwards.body).toMatchObject({
      code: 'INVALID_REQUEST',
      issues: [{ path: 'until', code: 'BEFORE_START' }],
    });
    expect(platform.body).toMatchObject({ code: 'INVALID_REQUEST', issues: [{ path: 'role', code: 'NOT_ALLOWED' }] });
  });

  it('never leaves a city without an administrator of the whole city', async () => {
    await staff('districtadmin', world.yungang.units.district, 'tenant-admin');
    const self = world.yungang.accounts.admin.id;
    const { appointments } = (await admin.get('/api/accounts?query=admin')).body.items[0];

    const end = await admin.delete(`/api/appointments/${appointments[0].id}`);
    const disable = await admin.patch(`/api/accounts/${self}`).send({ disabled: true });

    expect([end.status, end.body.code]).toEqual([409, 'LAST_ADMINISTRATOR']);
    expect([disable.status, disable.body.code]).toEqual([409, 'LAST_ADMINISTRATOR']);
    const after = (await admin.get('/api/accounts?query=admin')).body.items[0];
    expect(after).toMatchObject({ disabled: false, appointments });
  });

  it('lets at most one of two administrators who remove each other at once succeed', async () => {
    const second = await staff('admin2', world.yungang.units.root, 'tenant-admin');
    const asSecond = await world.as(second);
    const first = world.yungang.accounts.admin;

    const [one, two] = await Promise.all([
      admin.patch(`/api/accounts/${second.id}`).send({ disabled: true }),
      asSecond.patch(`/api/accounts/${first.id}`).send({ disabled: true }),
    ]);

    expect([one.status, two.status].filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    const { deps } = world;
    const enabled = await Promise.all(
      [first.id, second.id].map(async (id) => (await deps.accounts.byId(world.yungang.id, id))?.disabled === false),
    );
    expect(enabled).toContain(true);
    for (const id of [first.id, second.id]) await deps.accounts.update(world.yungang.id, id, { disabled: false });
    deps.sessions.forget();
    admin = await world.as(first);
    await admin.patch(`/api/accounts/${second.id}`).send({ disabled: true }).expect(200);
  });

  describe('by an administrator of a part of the tree', () => {
    let district: Awaited<ReturnType<World['as']>>;
    beforeAll(async () => {
      district = await world.as(await staff('linjiang', world.yungang.units.district, 'tenant-admin'));
    });

    it('appoints in that part only', async () => {
      const id = await newAccount('districtclerk');
      const body = { accountId: id, role: 'reviewer', subtree: true, from: '2026-01-01', until: null };

      const inside = await district.post('/api/appointments').send({ ...body, unitId: world.yungang.units.district });
      const outside = await district.post('/api/appointments').send({ ...body, unitId: world.yungang.units.industry });

      expect([inside.status, outside.status, outside.body.code]).toEqual([201, 403, 'FORBIDDEN']);
    });

    it('cannot take over or change an account that is appointed above it', async () => {
      const { admin: cityAdmin, reviewer } = world.yungang.accounts;

      for (const { id } of [cityAdmin, reviewer]) {
        expect((await district.post(`/api/accounts/${id}/reset-password`)).body.code).toBe('FORBIDDEN');
        expect((await district.patch(`/api/accounts/${id}`).send({ disabled: true })).body.code).toBe('FORBIDDEN');
      }
      const { appointments } = (await admin.get('/api/accounts?query=shenhe')).body.items[0];
      expect((await district.delete(`/api/appointments/${appointments[0].id}`)).body.code).toBe('FORBIDDEN');
    });

    it('adds units below its own only', async () => {
      const unit = { code: 'linjiang-jxj', name: '临江区经信局', kind: 'department' };

      const inside = await district.post('/api/units').send({ ...unit, parentId: world.yungang.units.district });
      const outside = await district
        .post('/api/units')
        .send({ ...unit, code: 'other', parentId: world.yungang.units.root });

      expect(inside.body).toMatchObject({ path: '/city/linjiang/linjiang-jxj/', closed: false, phone: null });
      expect([outside.status, outside.body.code]).toEqual([403, 'FORBIDDEN']);
    });
  });

  it('does not know the accounts, units and appointments of another city', async () => {
    const { accounts, units } = world.linhai;
    const foreign = await world.deps.appointments.heldBy(world.linhai.id, accounts.reviewer.id);
    const mine = world.yungang.accounts.reviewer.id;

    const answers = [
      await admin.patch(`/api/accounts/${accounts.reviewer.id}`).send({ name: 'x' }),
      await admin.post(`/api/accounts/${accounts.reviewer.id}/reset-password`),
      await admin.delete(`/api/appointments/${foreign[0]?.id}`),
      await appoint(accounts.reviewer.id, world.yungang.units.industry, 'auditor'),
      await appoint(mine, units.industry, 'auditor'),
      await admin.patch(`/api/units/${units.industry}`).send({ name: 'x' }),
      await admin.post('/api/units').send({ parentId: units.root, code: 'x', name: 'x', kind: 'section' }),
    ];

    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
    const logins = (await admin.get('/api/accounts?limit=100')).body.items.map(({ id }: { id: string }) => id);
    expect(logins).not.toContain(accounts.reviewer.id);
  });
});
