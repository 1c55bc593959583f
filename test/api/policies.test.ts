import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { createKit, type Kit, ok, qualifying } from './business-kit.js';
import { createWorld, type World } from './harness.js';

let world: World;
let kit: Kit;

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
});
afterAll(() => world?.stop());

const design = async (id: string) =>
  ok(await kit.get(world.yungang.accounts.departmentAdmin, `/api/designer/policies/${id}`));
const create = async (body: object, key?: string) =>
  kit.post(world.yungang.accounts.departmentAdmin, '/api/designer/policies', body, key);
const part = (id: string, name: string, revision: number, content: unknown) =>
  kit.put(world.yungang.accounts.departmentAdmin, `/api/designer/policies/${id}/parts/${name}`, {
    part: name,
    revision,
    content,
  });
const publish = (id: string, revisions: object) =>
  kit.post(world.yungang.accounts.departmentAdmin, `/api/designer/policies/${id}/publish`, { revisions });

describe('A draft policy', () => {
  it('starts blank with a flow that runs, or from a template; the same key makes one', async () => {
    const key = randomUUID();
    const body = { title: '首次小升规奖励' };
    const [first, again] = [ok(await create(body, key), 201), ok(await create(body, key), 201)];
    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({ state: 'draft', version: 0, unitName: '市经济和信息化局' });
    expect(first.flow).toContain('userTask');
    expect((await create({ title: '别的' }, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await create({ title: '无此模板', templateId: 'nothing' })).body.code).toBe('TEMPLATE_UNKNOWN');
    const templates = ok(await kit.get(world.yungang.accounts.departmentAdmin, '/api/designer/templates'));
    expect(templates.items.length).toBeGreaterThanOrEqual(3);
    for (const template of templates.items) expect(template.steps).toBeGreaterThan(2);
  });

  it('is saved part by part: two parts at once both stay, the same part twice is a conflict', async () => {
    const { id, revisions, elements, materials } = ok(await create({ title: '两人同改' }), 201);
    const [one, two, three] = await Promise.all([
      part(id, 'elements', revisions.elements, { ...elements, summary: '甲改的' }),
      part(id, 'materials', revisions.materials, materials),
      part(id, 'elements', revisions.elements, { ...elements, summary: '乙改的' }),
    ]);
    expect(two?.status).toBe(200);
    expect([one?.status, three?.status].sort()).toEqual([200, 409]);
    const lost = one?.status === 409 ? one : three;
    expect(lost?.body).toMatchObject({ code: 'REVISION_CONFLICT', params: { part: 'elements' } });
  });

  it('refuses a part that is malformed, with each place', async () => {
    const { id, revisions, form } = ok(await create({ title: '格式' }), 201);
    const badForm = { ...form, properties: { x: { type: 'string', title: 'X', 'x-component': 'Iframe' } } };
    const refused = await part(id, 'form', revisions.form, badForm);
    expect(refused.body).toMatchObject({ code: 'PART_INVALID', issues: [{ code: 'UNKNOWN_COMPONENT' }] });
    const badFlow = await part(id, 'flow', revisions.flow, '<not-bpmn>');
    expect(badFlow.body.code).toBe('PART_INVALID');
    const mixed = await kit.put(world.yungang.accounts.departmentAdmin, `/api/designer/policies/${id}/parts/rules`, {
      part: 'form',
      revision: revisions.form,
      content: form,
    });
    expect(mixed.body.code).toBe('INVALID_REQUEST');
    expect((await design(id)).revisions).toEqual(revisions);
  });

  it('is seen and changed only by its own department', async () => {
    const { id } = ok(await create({ title: '只属于经信局' }), 201);
    const { supervisor, reviewer } = world.yungang.accounts;
    expect((await kit.get(world.linhai.accounts.departmentAdmin, `/api/designer/policies/${id}`)).status).toBe(404);
    for (const who of [supervisor, reviewer]) {
      const answer = await kit.get(who, `/api/designer/policies/${id}`);
      expect(answer.status).toBe(403);
    }
    const foreignUnit = await create({ title: '替财政局建', unitId: world.yungang.units.finance });
    expect(foreignUnit.status).toBe(404);
  });

  it('is deleted while it was never published, and never after', async () => {
    const { departmentAdmin } = world.yungang.accounts;
    const agent = await world.as(departmentAdmin);
    const { id } = ok(await create({ title: '写错了' }), 201);
    ok(await agent.delete(`/api/designer/policies/${id}`));
    expect((await kit.get(departmentAdmin, `/api/designer/policies/${id}`)).status).toBe(404);
    const published = await kit.publish('smart-factory-award');
    expect((await agent.delete(`/api/designer/policies/${published}`)).body.code).toBe('ACTION_NOT_ALLOWED');
  });
});

describe('Publishing', () => {
  it('is refused with every error and its place while the draft is unfinished', async () => {
    const { id, revisions } = ok(await create({ title: '没写完' }), 201);
    const refused = await publish(id, revisions);
    expect(refused.body.code).toBe('POLICY_NOT_PUBLISHABLE');
    expect(refused.body.issues.length).toBeGreaterThan(0);
    const { problems } = ok(
      await kit.post(world.yungang.accounts.departmentAdmin, `/api/designer/policies/${id}/check`),
    );
    const errors = problems.filter((problem: { severity: string }) => problem.severity === 'error');
    expect(errors).toHaveLength(refused.body.issues.length);
  });

  it('by two at once makes one version', async () => {
    const { id, revisions } = ok(await create({ title: '抢着发布', templateId: 'smart-factory-award' }), 201);
    const answers = await Promise.all([publish(id, revisions), publish(id, revisions)]);
    expect(answers.map((answer) => ok(answer).version)).toEqual([1, 1]);
    const { tenantId } = world.yungang.accounts.departmentAdmin;
    expect(ok(await publish(id, revisions)).version).toBe(1);
    expect(await businessOf(world.deps).policies.versionStore.find(tenantId, id, 2)).toBeNull();
  });

  it('of revisions that have moved on is a conflict', async () => {
    const { id, revisions, materials } = ok(await create({ title: '旧版本', templateId: 'smart-factory-award' }), 201);
    ok(await part(id, 'materials', revisions.materials, materials));
    expect((await publish(id, revisions)).body).toMatchObject({
      code: 'REVISION_CONFLICT',
      params: { part: 'materials' },
    });
  });

  it('takes over what a crash left behind if it is the same, and passes it over if it is not', async () => {
    const { tenantId } = world.yungang.accounts.departmentAdmin;
    const { store, versionStore } = businessOf(world.deps).policies;
    const { id, revisions, materials } = ok(await create({ title: '断电', templateId: 'smart-factory-award' }), 201);
    const document = await store.byId(tenantId, id);
    if (document === null) throw new Error('Expected the draft to exist');
    const leave = (version: number) =>
      versionStore.insert({
        _id: `${id}:${version}`,
        tenantId,
        policyId: id,
        version,
        unitId: document.unitId,
        unitPath: document.unitPath,
        revisions: document.revisions,
        parts: document.parts,
        publishedAt: new Date('2026-11-17T00:00:00.000Z'),
        publishedBy: '林若溪',
      });
    await leave(1);
    const taken = ok(await publish(id, revisions));
    expect(taken).toEqual({ version: 1, publishedAt: '2026-11-17T00:00:00.000Z' });
    await leave(2);
    const saved = ok(await part(id, 'materials', revisions.materials, materials));
    expect(ok(await publish(id, { ...revisions, materials: saved.revision })).version).toBe(3);
  });

  it('off the portal again keeps running cases running', async () => {
    const { departmentAdmin, enterprise, reviewer } = world.yungang.accounts;
    const id = await kit.publish('smart-factory-award');
    await world.deps.applicants.setRegistry(
      enterprise.tenantId,
      enterprise.applicantId ?? '',
      qualifying(enterprise.name),
    );
    const caseId = await kit.file(id);
    const path = `/api/designer/policies/${id}/take-offline`;
    expect((await kit.post(world.linhai.accounts.departmentAdmin, path, { reason: '无权' })).status).toBe(404);
    ok(await kit.post(departmentAdmin, path, { reason: '政策到期' }));
    expect((await kit.post(departmentAdmin, path, { reason: '再来' })).body.code).toBe('POLICY_NOT_ONLINE');
    expect((await world.visitor.get(`/api/tenants/yungang/policies/${id}`)).status).toBe(404);
    const applicantId = enterprise.applicantId;
    expect((await kit.post(enterprise, '/api/drafts', { policyId: id, applicantId })).body.code).toBe(
      'POLICY_NOT_ONLINE',
    );
    await kit.accept(caseId);
    await kit.approve(reviewer, caseId, { grantedAmountFen: 30_000_000 });
    const [row] = ok(await kit.get(departmentAdmin, `/api/designer/policies?state=offline`)).items;
    expect(row).toMatchObject({ id, state: 'offline', openCases: 1 });
    const { revisions } = await design(id);
    expect(ok(await publish(id, revisions)).version).toBe(1);
    expect((await world.visitor.get(`/api/tenants/yungang/policies/${id}`)).status).toBe(200);
  });
});

describe('The catalogue', () => {
  it('is found by words, pinyin and initials, filtered by class, and pages by key', async () => {
    await kit.publish('stable-jobs-refund');
    await kit.publish('digital-park-award');
    const { departmentAdmin } = world.yungang.accounts;
    const made = ok(await create({ title: '智能工厂奖励', templateId: 'smart-factory-award' }), 201);
    ok(await kit.post(departmentAdmin, `/api/designer/policies/${made.id}/publish`, { revisions: made.revisions }));
    const search = async (query: string) =>
      ok(await world.visitor.get(`/api/tenants/yungang/policies?query=${encodeURIComponent(query)}`)).items.map(
        (row: { id: string }) => row.id,
      );
    for (const query of ['智能工厂', 'zhinenggongchang', 'zngc', 'ZhiNeng 奖励'])
      expect(await search(query)).toContain(made.id);
    expect(await search('养老')).toEqual([]);
    const industry = ok(await world.visitor.get('/api/tenants/yungang/policies?class=industry&limit=100'));
    expect(new Set(industry.items.map((row: { class: string }) => row.class))).toEqual(new Set(['industry']));
    const all = ok(await world.visitor.get('/api/tenants/yungang/policies?limit=100'));
    expect(all.classes.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(all.total);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = ok(await world.visitor.get(`/api/tenants/yungang/policies?limit=1${query}`));
      paged.push(...page.items.map((row: { id: string }) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all.items.map((row: { id: string }) => row.id));
    expect(ok(await world.visitor.get('/api/tenants/linhai/policies')).items).toEqual([]);
    expect((await world.visitor.get('/api/tenants/nowhere/policies')).status).toBe(404);
  });

  it('tells a signed-in applicant whether it qualifies, on what government knows, and nobody else’s', async () => {
    const { enterprise, otherEnterprise, window } = world.yungang.accounts;
    const { tenantId } = enterprise;
    await world.deps.applicants.setRegistry(tenantId, enterprise.applicantId ?? '', qualifying(enterprise.name));
    const id = await kit.publish('smart-factory-award');
    const guideOf = (applicantId: string | null) => `/api/tenants/yungang/policies/${id}?applicantId=${applicantId}`;
    const guide = ok(await kit.get(enterprise, guideOf(enterprise.applicantId)));
    expect(guide).toMatchObject({ assessment: { verdict: 'eligible' }, amountFen: 30_000_000, version: 1 });
    expect(guide.steps.map((step: { handler: string }) => step.handler)).toContain('市经济和信息化局');
    const unknown = ok(await kit.get(otherEnterprise, guideOf(otherEnterprise.applicantId)));
    expect(unknown.assessment.verdict).toBe('unknown');
    expect((await kit.get(otherEnterprise, guideOf(enterprise.applicantId))).status).toBe(404);
    expect((await world.visitor.get(guideOf(enterprise.applicantId))).status).toBe(401);
    expect((await kit.get(world.linhai.accounts.window, guideOf(enterprise.applicantId))).status).toBe(404);
    expect(ok(await kit.get(window, guideOf(enterprise.applicantId))).assessment.verdict).toBe('eligible');
    expect(ok(await world.visitor.get(`/api/tenants/yungang/policies/${id}`)).assessment).toBeNull();
  });
});
