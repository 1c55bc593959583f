import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Route, routes } from '#core/contract';
import { createWorld, type World } from '../harness.js';

const all = Object.values(routes) as unknown as Route[];

describe('the contract', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  it('has a handler for every route, and no handler stands outside it', () => {
    expect([...world.server.api.registered.keys()].sort()).toEqual(Object.keys(routes).sort());
  });

  it('is what the served OpenAPI document and the router both say', async () => {
    const response = await world.visitor.get('/api/openapi.json');

    const documented = Object.entries(response.body.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { operationId: string }>).map(
        ([method, { operationId }]) => `${operationId}: ${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const routed = world.server.api.router.stack.flatMap(({ route }) =>
      route === undefined ? [] : route.stack.map(({ method }) => `${method} ${route.path}`),
    );
    const idOf = new Map(all.map((route) => [`${route.method} ${route.path}`, route.id]));
    expect(response.body.openapi).toBe('3.1.0');
    expect(documented.sort()).toEqual(routed.map((place) => `${idOf.get(place)}: ${place}`).sort());
  });

  it('asks every protected route for a token', async () => {
    for (const route of all.filter(({ access }) => access !== 'public')) {
      const path = route.path.replace(/:\w+/g, '1');
      const response = await world.visitor[route.method](path);

      expect([route.id, response.status, response.body.code]).toEqual([route.id, 401, 'NOT_SIGNED_IN']);
    }
  });

  it('asks idempotent routes for their key, which is a UUID', async () => {
    const author = await world.as(world.yungang.accounts.departmentAdmin);
    const body = { title: '测试政策' };

    for (const key of [undefined, 'not-a-uuid']) {
      const request = author.post('/api/designer/policies');
      const response = await (key === undefined ? request : request.set('Idempotency-Key', key)).send(body);
      expect([response.status, response.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_MISSING']);
    }
  });

  it('can be read on a page of its own whose policy allows no eval', async () => {
    const page = await world.visitor.get('/api/docs');
    const script = await world.visitor.get('/api/docs/swagger-ui-bundle.js');

    expect(page.text).toContain('/api/docs/start.js');
    expect(page.headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(script.status).toBe(200);
    expect((await world.visitor.get('/api/docs/package.json')).status).toBe(404);
  });
});
