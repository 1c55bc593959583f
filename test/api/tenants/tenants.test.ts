import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#server/app';
import { connectDatabase } from '#server/database/connect';
import { ensurePlatform } from '#server/tenants/platform';
import { createWorld, openTestDatabase, type World } from '../harness.js';

describe('cities', () => {
  let world: World;
  let operator: Awaited<ReturnType<World['as']>>;
  beforeAll(async () => {
    world = await createWorld();
    operator = await world.as(world.platformAdmin);
  });
  afterAll(() => world.stop());
  const body = { slug: 'haining', name: '海宁市', adminLogin: 'haiadmin', adminName: '首任管理员' };

  it('are created by the platform with a root unit and an administrator who can begin', async () => {
    const created = await operator.post('/api/tenants').send(body);

    expect(created.status).toBe(201);
    expect(created.body.tenant).toMatchObject({ slug: 'haining', name: '海宁市' });
    const signedIn = await world.visitor
      .post('/api/auth/sign-in')
      .send({ tenant: 'haining', login: 'haiadmin', password: created.body.oneTimePassword });
    expect(signedIn.body.me).toMatchObject({
      mustChangePassword: true,
      appointments: [{ role: 'tenant-admin', unitName: '海宁市', subtree: true }],
    });
    const listed = (await world.visitor.get('/api/tenants')).body.items;
    expect(listed.map(({ slug }: { slug: string }) => slug)).toContain('haining');
  });

  it('are not created twice', async () => {
    const again = await operator.post('/api/tenants').send({ ...body, slug: 'yungang' });

    expect([again.status, again.body.code]).toEqual([409, 'UNIT_CODE_TAKEN']);
  });

  it('whose creation broke off are hidden, and go on when created again', async () => {
    const begun = await world.deps.tenants.begin({ slug: 'cixi', name: '慈溪' });
    await world.deps.units.create(begun.id, { parentId: null, code: 'city', name: '慈溪', kind: 'city' });
    const listed = (await world.visitor.get('/api/tenants')).body.items;
    expect(listed.map(({ slug }: { slug: string }) => slug)).not.toContain('cixi');

    const created = await operator.post('/api/tenants').send({ ...body, slug: 'cixi', name: '慈溪市' });

    expect(created.body.tenant).toEqual({ id: begun.id, slug: 'cixi', name: '慈溪市' });
    expect(await world.deps.units.list(begun.id)).toHaveLength(1);
  });

  it('have a platform above them, made once with an administrator who must change the password', async () => {
    const store = await openTestDatabase();
    const database = await connectDatabase(store.uri);
    const { config, clock, ids, logger } = world.deps;
    const { deps } = createServer({ config, database, clock, ids, logger }, []);
    try {
      const first = await ensurePlatform(deps);

      const tenant = await deps.tenants.bySlug('platform');
      const account = await deps.accounts.passwordFits(tenant?.id ?? '', first?.login ?? '', first?.password ?? '');
      expect(account).toMatchObject({ mustChangePassword: true });
      expect(await deps.appointments.heldBy(tenant?.id ?? '', account?.id ?? '')).toMatchObject([
        { role: 'platform-admin', subtree: true },
      ]);
      expect(await deps.tenants.listed()).toEqual([]);
      expect(await ensurePlatform(deps)).toBeNull();
    } finally {
      await database.close();
      await store.close();
    }
  });

  it('are created by nobody else, and the platform manages nobody’s accounts', async () => {
    const admin = await world.as(world.yungang.accounts.admin);

    expect((await admin.post('/api/tenants').send({ ...body, slug: 'other' })).body.code).toBe('FORBIDDEN');
    expect((await operator.get('/api/accounts')).body.code).toBe('FORBIDDEN');
    expect((await operator.get('/api/units')).body.items).toHaveLength(1);
  });
});
