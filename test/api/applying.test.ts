import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { createKit, type Kit, ok, qualifying, smartFactoryAnswers } from './business-kit.js';
import { createWorld, startOfWorld, type World } from './harness.js';

let world: World;
let kit: Kit;
let policyId: string;

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  const { enterprise } = world.yungang.accounts;
  await world.deps.applicants.setRegistry(
    enterprise.tenantId,
    enterprise.applicantId ?? '',
    qualifying(enterprise.name),
  );
  policyId = await kit.publish('smart-factory-award');
});
afterAll(() => world?.stop());

const submit = (draft: { id: string; revision: number }, key?: string) =>
  kit.post(world.yungang.accounts.enterprise, `/api/drafts/${draft.id}/submit`, { revision: draft.revision }, key);

describe('Submitting', () => {
  it('twice at once, and again later under the same or another key, makes one case', async () => {
    const { enterprise } = world.yungang.accounts;
    const draft = await kit.filledDraft(policyId);
    const key = randomUUID();
    const answers = await Promise.all([submit(draft, key), submit(draft, key), submit(draft)]);
    answers.push(await submit(draft, key));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => `${answer.body.caseId} ${answer.body.number}`)).size).toBe(1);
    const { tenantId } = enterprise;
    const cases = await businessOf(world.deps).store.list({ tenantId, draftId: draft.id }, { submittedAt: -1 }, 10);
    expect(cases).toHaveLength(1);
    const saved = await kit.put(enterprise, `/api/drafts/${draft.id}`, { revision: draft.revision, data: {} });
    expect(saved.body.code).toBe('DRAFT_SUBMITTED');
  });

  it('needs a key', async () => {
    const draft = await kit.filledDraft(policyId);
    const agent = await world.as(world.yungang.accounts.enterprise);
    const answer = await agent.post(`/api/drafts/${draft.id}/submit`).send({ revision: draft.revision });
    expect(answer.body.code).toBe('IDEMPOTENCY_KEY_MISSING');
  });

  it('names every field that is wrong, and keeps the draft', async () => {
    const { enterprise } = world.yungang.accounts;
    const draft = await kit.filledDraft(policyId);
    const { data } = ok(await kit.get(enterprise, `/api/drafts/${draft.id}`));
    const { contact: _contact, ...rest } = data;
    const saved = ok(
      await kit.put(enterprise, `/api/drafts/${draft.id}`, {
        revision: draft.revision,
        data: { ...rest, payee: '别人' },
      }),
    );
    const refused = await submit({ id: draft.id, revision: saved.revision });
    expect(refused.status).toBe(422);
    expect(refused.body.issues.map((issue: { path: string }) => issue.path).sort()).toEqual(['contact', 'payee']);
    expect(ok(await kit.get(enterprise, `/api/drafts/${draft.id}`)).caseId).toBeNull();
    const malformed = await kit.put(enterprise, `/api/drafts/${draft.id}`, {
      revision: saved.revision,
      data: { investment: 'viel', nonsense: 1 },
    });
    expect(malformed.body.issues.map((issue: { code: string }) => issue.code).sort()).toEqual([
      'UNKNOWN_FIELD',
      'WRONG_TYPE',
    ]);
  });

  it('is refused where a condition is clearly not met, with the trace', async () => {
    const { enterprise } = world.yungang.accounts;
    const draft = await kit.filledDraft(policyId);
    const { tenantId } = enterprise;
    const owner = enterprise.applicantId ?? '';
    const facts = (qualifying(enterprise.name) as { name: string; value: unknown }[]).map((fact) =>
      fact.name === '严重失信' ? { ...fact, value: true } : fact,
    );
    await world.deps.applicants.setRegistry(tenantId, owner, facts as never);
    const refused = await submit(draft);
    await world.deps.applicants.setRegistry(tenantId, owner, qualifying(enterprise.name));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'NOT_ELIGIBLE',
      params: { conditions: ['列入严重失信主体名单'], assessment: { verdict: 'not-eligible' } },
      issues: [{ path: 'credit', code: 'CONDITION_NOT_MET' }],
    });
    ok(await submit(draft), 201);
  });

  it('before the first and after the last day is refused, and the draft stays', async () => {
    const { enterprise, departmentAdmin } = world.yungang.accounts;
    const dated = await kit.publish('smart-factory-award');
    const draft = await kit.filledDraft(dated);
    const setDates = async (opensOn: string, closesOn: string) => {
      const design = ok(await kit.get(departmentAdmin, `/api/designer/policies/${dated}`));
      const saved = ok(
        await kit.put(departmentAdmin, `/api/designer/policies/${dated}/parts/elements`, {
          part: 'elements',
          revision: design.revisions.elements,
          content: { ...design.elements, opensOn, closesOn },
        }),
      );
      const revisions = { ...design.revisions, elements: saved.revision };
      ok(await kit.post(departmentAdmin, `/api/designer/policies/${dated}/publish`, { revisions }));
    };
    await setDates('2026-12-01', '2026-12-31');
    const early = await submit(draft);
    expect(early.body).toMatchObject({ code: 'NOT_YET_OPEN', params: { opensAt: '2026-12-01' } });
    const applicantId = enterprise.applicantId ?? '';
    expect((await kit.post(enterprise, '/api/drafts', { policyId: dated, applicantId })).body.code).toBe(
      'NOT_YET_OPEN',
    );
    await setDates('2026-11-01', '2026-11-20');
    world.clock.set('2026-11-20T15:59:59.000Z');
    expect((await submit(draft)).body.code).toBe('VERSION_SUPERSEDED');
    world.clock.set('2026-11-20T16:00:00.000Z');
    const late = await submit(draft);
    expect(late.body).toMatchObject({ code: 'CLOSED', params: { closesAt: '2026-11-20' } });
    world.clock.set(startOfWorld);
    expect(ok(await kit.get(enterprise, `/api/drafts/${draft.id}`)).data.siteName).toBe('一号车间');
  });
});

describe('A superseded version', () => {
  it('is refused on submission; carried over it keeps its answers, lists what changed, and is accepted', async () => {
    const { enterprise, departmentAdmin } = world.yungang.accounts;
    const changing = await kit.publish('smart-factory-award');
    const draft = await kit.filledDraft(changing);
    const design = ok(await kit.get(departmentAdmin, `/api/designer/policies/${changing}`));
    const form = structuredClone(design.form);
    delete form.properties.recognition.properties.jobs;
    form.properties.recognition.properties.siteName.title = '工厂名称';
    const part = { part: 'form', revision: design.revisions.form, content: form };
    const saved = ok(await kit.put(departmentAdmin, `/api/designer/policies/${changing}/parts/form`, part));
    const revisions = { ...design.revisions, form: saved.revision };
    ok(await kit.post(departmentAdmin, `/api/designer/policies/${changing}/publish`, { revisions }));

    const refused = await submit(draft);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'VERSION_SUPERSEDED', params: { version: 1, currentVersion: 2 } });
    const path = `/api/drafts/${draft.id}/carry-over`;
    expect((await kit.post(enterprise, path, { revision: draft.revision - 1 })).body.code).toBe('REVISION_CONFLICT');
    const carried = ok(await kit.post(enterprise, path, { revision: draft.revision }));
    expect(carried.changes).toContainEqual({ kind: 'removed', part: 'form', title: '车间用工人数' });
    expect(carried.changes).toContainEqual({ kind: 'changed', part: 'form', title: '工厂名称' });
    expect(carried.draft).toMatchObject({ version: 2, data: { siteName: '一号车间' } });
    ok(await submit({ id: draft.id, revision: carried.draft.revision }), 201);
  });
});

describe('A draft', () => {
  it('is one for an applicant and a policy, and the same key gives the same draft', async () => {
    const { enterprise } = world.yungang.accounts;
    const fresh = await kit.publish('smart-factory-award');
    const body = { policyId: fresh, applicantId: enterprise.applicantId };
    const key = randomUUID();
    const made = await Promise.all([1, 2, 3].map(() => kit.post(enterprise, '/api/drafts', body)));
    made.push(
      await kit.post(enterprise, '/api/drafts', body, key),
      await kit.post(enterprise, '/api/drafts', body, key),
    );
    expect(new Set(made.map((answer) => ok(answer, 201).id)).size).toBe(1);
  });

  it('saved by two at once is kept by one, and the other is told', async () => {
    const { enterprise } = world.yungang.accounts;
    const draft = await kit.filledDraft(policyId);
    const saves = await Promise.all(
      ['甲', '乙'].map((contact) =>
        kit.put(enterprise, `/api/drafts/${draft.id}`, { revision: draft.revision, data: { contact } }),
      ),
    );
    expect(saves.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(saves.find((answer) => answer.status === 409)?.body.code).toBe('REVISION_CONFLICT');
  });

  it('is nobody else’s: not another applicant’s, not another city’s, not a reviewer’s', async () => {
    const { otherEnterprise, reviewer, window } = world.yungang.accounts;
    const draft = await kit.filledDraft(policyId);
    for (const who of [otherEnterprise, world.linhai.accounts.enterprise, window])
      expect((await kit.get(who, `/api/drafts/${draft.id}`)).status).toBe(404);
    expect((await kit.get(reviewer, `/api/drafts/${draft.id}`)).status).toBe(403);
    const foreign = await kit.post(world.linhai.accounts.enterprise, '/api/drafts', {
      policyId,
      applicantId: world.linhai.accounts.enterprise.applicantId,
    });
    expect(foreign.status).toBe(404);
  });

  it('takes only files of its own', async () => {
    const { enterprise, otherEnterprise } = world.yungang.accounts;
    const draft = await kit.filledDraft(policyId);
    const foreign = await kit.upload(otherEnterprise);
    const data = smartFactoryAnswers(enterprise.name, '', foreign);
    const refused = await kit.put(enterprise, `/api/drafts/${draft.id}`, {
      revision: draft.revision,
      data: { photos: data.photos },
    });
    expect(refused.body.code).toBe('FILE_UNKNOWN');
  });

  it('stores identity and bank numbers sealed', async () => {
    const { enterprise } = world.yungang.accounts;
    const draft = await kit.filledDraft(policyId);
    const stored = JSON.stringify(await world.database.collection('drafts').findOne({ _id: draft.id as never }));
    expect(stored).not.toContain('1202020209900012345');
    const caseId = ok(await submit(draft), 201).caseId;
    for (const name of ['cases', 'caseHistory', 'tasks', 'notices']) {
      const all = JSON.stringify(await world.database.collection(name).find({}).toArray());
      expect(all, name).not.toContain('1202020209900012345');
    }
    expect(caseId).toMatch(/^c-/);
    expect(enterprise.applicantId).not.toBeNull();
  });
});

describe('A process that dies between the write and what follows from it', () => {
  it('leaves nothing behind that the sweep does not mend', async () => {
    const { window, reviewer, enterprise } = world.yungang.accounts;
    world.deps.ports.beforeRelay = async () => {
      throw new Error('killed');
    };
    const caseId = await kit.file(policyId);
    const before = ok(await kit.get(window, '/api/tasks?list=open&limit=100'));
    expect(before.items.some((task: { caseId: string }) => task.caseId === caseId)).toBe(false);
    // The case itself knows, and the next command goes on from it.
    await kit.accept(caseId);
    delete world.deps.ports.beforeRelay;
    expect(await businessOf(world.deps).relay.sweep({ olderThanMs: 0 })).toBe(1);
    expect(await businessOf(world.deps).relay.sweep({ olderThanMs: 0 })).toBe(0);
    const open = ok(await kit.get(window, '/api/tasks?list=open&limit=100'));
    expect(open.items.some((task: { caseId: string }) => task.caseId === caseId)).toBe(false);
    const review = ok(await kit.get(reviewer, '/api/tasks?list=open&limit=100'));
    expect(review.items.filter((task: { caseId: string }) => task.caseId === caseId)).toHaveLength(1);
    const kinds = ok(await kit.get(enterprise, `/api/cases/${caseId}`)).timeline.map(
      (line: { kind: string }) => line.kind,
    );
    expect(kinds).toEqual(['submitted', 'accepted']);
  });
});
