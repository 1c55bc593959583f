import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../harness.js';

describe('units', () => {
  let world: World;
  let admin: Awaited<ReturnType<World['as']>>;
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.as(world.yungang.accounts.admin);
  });
  afterAll(() => world.stop());
  const create = (code: string, parentId: string) =>
    admin.post('/api/units').send({ parentId, code, name: code, kind: 'section', phone: '0574-12345' });

  it('are listed to everyone of the city in path order, a parent before its children', async () => {
    const applicant = await world.as(world.yungang.accounts.enterprise);

    const { items } = (await applicant.get('/api/units')).body;

    expect(items.map(({ path }: { path: string }) => path)).toEqual([
      '/city/',
      '/city/czj/',
      '/city/jxj/',
      '/city/linjiang/',
      '/city/zwfw/',
      '/city/zwfw/zhck/',
    ]);
  });

  it('have codes that are unique in the city, not across cities', async () => {
    const taken = await create('jxj', world.yungang.units.district);
    const shape = await create('JXJ 2', world.yungang.units.district);

    expect([taken.status, taken.body.code, taken.body.params]).toEqual([409, 'UNIT_CODE_TAKEN', { code: 'jxj' }]);
    expect(shape.body).toMatchObject({ code: 'INVALID_REQUEST', issues: [{ path: 'code', code: 'WRONG_FORMAT' }] });
  });

  it('are closed only when nobody is appointed there and nothing open lies below; then roles there give nothing', async () => {
    const hall = world.yungang.units.hall;
    const refused = await admin.patch(`/api/units/${hall}`).send({ closed: true });
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      409,
      'UNIT_HAS_MEMBERS',
      { members: 2, units: 0 },
    ]);
    const centre = await admin.patch(`/api/units/${world.yungang.units.centre}`).send({ closed: true });
    expect(centre.body.params).toEqual({ members: 0, units: 1 });

    const empty = (await create('leer', world.yungang.units.district)).body;
    const closed = await admin.patch(`/api/units/${empty.id}`).send({ closed: true, phone: null });

    expect(closed.body).toMatchObject({ closed: true, phone: null, name: 'leer' });
    expect((await admin.patch(`/api/units/${empty.id}`).send({ closed: false })).body.closed).toBe(false);
  });

  it('are changed only by who manages units', async () => {
    const author = await world.as(world.yungang.accounts.departmentAdmin);

    const response = await author.patch(`/api/units/${world.yungang.units.industry}`).send({ name: '我的局' });

    expect([response.status, response.body.code]).toEqual([403, 'FORBIDDEN']);
  });
});
