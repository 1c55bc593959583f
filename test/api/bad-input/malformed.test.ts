import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Route, routes } from '#core/contract';
import { createKit, type Kit, ok, pdf, qualifying } from '../business-kit.js';
import { assertClear } from '../clear-error.js';
import { createWorld, type TestAccount, type World } from '../harness.js';
import { csvOf, firm, snapshotKit } from '../screening/snapshot-kit.js';

/*
 * What no page sends: every route of the contract is given what it cannot read, and must say what is wrong in words, before it
 * looks at anything. Any account will do, since a request is parsed before it is permitted.
 */

let world: World;
let kit: Kit;
let anyone: TestAccount;

beforeAll(async () => {
  const made = await createWorld();
  const signedIn = new Map<string, ReturnType<World['as']>>();
  const as: World['as'] = (account) => {
    const known = signedIn.get(account.id) ?? made.as(account);
    signedIn.set(account.id, known);
    return known;
  };
  world = { ...made, as };
  kit = createKit(world);
  anyone = world.yungang.accounts.enterprise;
});
afterAll(() => world?.stop());

const all = Object.values(routes) as unknown as Route[];
const withBody = all.filter(({ body, stream }) => body !== undefined && stream === undefined);
const withQuery = all.filter(({ query }) => query !== undefined);

const fixed: Readonly<Record<string, string>> = { slug: 'yungang', part: 'elements', version: '1', year: '2026' };
const pathOf = (route: Route, id = 'some-id') =>
  route.path.replace(/:(\w+)/g, (_whole, name: string) => fixed[name] ?? (name === 'code' ? 'x'.repeat(20) : id));

async function send(route: Route, path: string, body?: string | object): Promise<Response> {
  const agent = await world.as(anyone);
  const started = agent[route.method](path).set('Idempotency-Key', randomUUID());
  const answer = await (body === undefined ? started : started.set('Content-Type', 'application/json').send(body));
  assertClear(answer);
  return answer;
}

const refusal = ({ status, body }: Response) => [status, body.code];
const codesOf = (answer: Response): string[] => (answer.body.issues ?? []).map(({ code }: { code: string }) => code);

describe('Every route with a body', () => {
  it('says MALFORMED_JSON to half a body', async () => {
    expect(withBody.length).toBeGreaterThan(20);
    for (const route of withBody) {
      const answer = await send(route, pathOf(route), '{"a": [1, {"b":');
      expect([route.id, ...refusal(answer)]).toEqual([route.id, 400, 'MALFORMED_JSON']);
    }
  });

  it('says which fields it does not know, and which are missing or of the wrong type', async () => {
    for (const route of withBody) {
      const shape = (route.body as { shape?: Record<string, unknown> }).shape;
      const keys = Object.keys(shape ?? {});
      const wrong = Object.fromEntries(keys.map((key) => [key, [[]]]));
      const unknown = await send(route, pathOf(route), { nonsense: 1 });
      const mistyped = await send(route, pathOf(route), wrong);
      const list = await send(route, pathOf(route), []);
      for (const answer of [unknown, list, ...(keys.length === 0 ? [] : [mistyped])]) {
        expect([route.id, ...refusal(answer)]).toEqual([route.id, 400, 'INVALID_REQUEST']);
        expect(answer.body.issues.length, route.id).toBeGreaterThan(0);
      }
      if (shape !== undefined)
        expect([route.id, codesOf(unknown)]).toEqual([route.id, expect.arrayContaining(['UNKNOWN_FIELD'])]);
    }
  });

  it('refuses one that is larger than any honest one before reading it', async () => {
    const large = JSON.stringify({ filler: 'x'.repeat(2_600_000) });
    for (const route of withBody) {
      const answer = await send(route, pathOf(route), large);
      expect([route.id, ...refusal(answer)]).toEqual([route.id, 413, 'BODY_TOO_LARGE']);
    }
  });
});

describe('Every route with an id in its path', () => {
  it('says INVALID_REQUEST to what cannot be one', async () => {
    for (const route of all.filter(({ path, stream }) => /:\w*(Id|code)\b/.test(path) && stream === undefined)) {
      for (const id of ['a%20b', '%3Cscript%3E', '..%2F..%2Fetc', 'x'.repeat(161), '%00', '%7B%22%24gt%22%3A1%7D']) {
        const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => fixed[name] ?? id);
        const answer = await send(route, path, route.body === undefined ? undefined : {});
        expect([route.id, id, ...refusal(answer)]).toEqual([route.id, id, 400, 'INVALID_REQUEST']);
      }
    }
  });
});

describe('Every route with a query', () => {
  it('refuses parameters that it does not know, and operators of the database', async () => {
    for (const route of withQuery) {
      for (const query of ['nonsense=1', 'limit[$gt]=1', '__proto__[a]=1']) {
        const answer = await send(route, `${pathOf(route)}?${query}`);
        expect([route.id, query, ...refusal(answer)]).toEqual([route.id, query, 400, 'INVALID_REQUEST']);
      }
    }
  });

  it('that pages refuses a page size out of bounds and a cursor that it did not make', async () => {
    const { accounts } = world.yungang;
    const snapshots = snapshotKit(kit);
    await snapshots.importAll(accounts.departmentAdmin, csvOf([firm(1)]));
    const policyId = await kit.publish('smart-factory-award');
    const screening = await snapshots.screen(accounts.departmentAdmin, { purpose: 'screening', policyId });
    const lists: readonly (readonly [TestAccount, string])[] = [
      [accounts.admin, '/api/accounts?'],
      [accounts.auditor, '/api/audit?'],
      [accounts.supervisor, '/api/cases?view=unit&'],
      [accounts.window, '/api/tasks?'],
      [accounts.enterprise, `/api/drafts?applicantId=${accounts.enterprise.applicantId}&`],
      [accounts.enterprise, '/api/notices?'],
      [accounts.departmentAdmin, '/api/designer/policies?'],
      [accounts.departmentAdmin, '/api/incidents?'],
      [accounts.departmentAdmin, '/api/enterprises/firms?'],
      [accounts.departmentAdmin, '/api/enterprises/imports?'],
      [accounts.departmentAdmin, '/api/screenings?'],
      [accounts.departmentAdmin, `/api/screenings/${screening.id}/rows?group=hit&`],
      [accounts.enterprise, '/api/tenants/yungang/policies?'],
    ];
    const paging = withQuery.filter(({ query }) => Object.hasOwn(query?.shape ?? {}, 'cursor'));
    expect(lists.length).toBe(paging.length);
    const made = Buffer.from(JSON.stringify([{ $gt: '' }, 'x'])).toString('base64url');
    for (const [who, path] of lists) {
      for (const query of ['limit=0', 'limit=101', 'limit=1e9', 'limit=x', 'cursor=zzz', `cursor=${made}`]) {
        expect([path, query, ...refusal(await kit.get(who, path + query))]).toEqual([
          path,
          query,
          400,
          'INVALID_REQUEST',
        ]);
      }
    }
  });
});

describe('Answers to a form', () => {
  let draft: { id: string; revision: number };
  beforeAll(async () => {
    const { enterprise } = world.yungang.accounts;
    const { tenantId, applicantId, name } = enterprise;
    await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
    draft = await kit.filledDraft(await kit.publish('smart-factory-award'));
  });
  const save = async (data: string) => {
    const answer = await (await world.as(world.yungang.accounts.enterprise))
      .put(`/api/drafts/${draft.id}`)
      .set('Content-Type', 'application/json')
      .send(`{"revision": ${draft.revision}, "data": ${data}}`);
    assertClear(answer);
    return answer;
  };

  it('with names that mean something to JavaScript have unknown fields like any other', async () => {
    for (const name of ['constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      const answer = await save(`{"${name}": {"polluted": true}}`);
      expect([name, ...refusal(answer)]).toEqual([name, 422, 'SUBMISSION_INVALID']);
      expect(answer.body.issues).toContainEqual(expect.objectContaining({ path: name, code: 'UNKNOWN_FIELD' }));
    }
    for (const data of ['{"__proto__": {"polluted": true}}', '{"equipment": [{"id": "r1", "__proto__": {}}]}']) {
      const answer = await save(data);
      expect(refusal(answer)).toEqual([400, 'INVALID_REQUEST']);
      expect(codesOf(answer)).toEqual(['UNKNOWN_FIELD']);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('that are nested without end are refused before anything walks them', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(refusal(await save(`{"overview": ${nested(50)}}`))).toEqual([422, 'SUBMISSION_INVALID']);
    expect(refusal(await save(`{"overview": ${nested(70)}}`))).toEqual([400, 'INVALID_REQUEST']);
    expect(refusal(await save(`{"overview": ${nested(500_000)}}`))).toEqual([400, 'INVALID_REQUEST']);
  });

  it('with values out of all bounds are refused: malformed ones when saved, wrong ones when handed in', async () => {
    const { enterprise } = world.yungang.accounts;
    const whole = ok(await kit.get(enterprise, `/api/drafts/${draft.id}`)).data;
    const row = whole.equipment[0];
    const malformed = [
      ['investment', 'viel'],
      ['recognisedOn', 20260230],
      ['category', { $ne: null }],
      ['equipment', { 0: row }],
      ['equipment', [null]],
      ['photos', [{ fileId: { $gt: '' }, name: 'a', size: 1 }]],
      ['photos', 'a.pdf'],
      ['promise', 'yes'],
    ] as const;
    const wrong = [
      ['investment', -1],
      ['investment', 1e300],
      ['recognisedOn', '2026-02-30'],
      ['category', '没有这一类'],
      ['overview', '太短'],
      ['overview', '长'.repeat(100_000)],
      ['equipment', []],
      ['equipment', Array.from({ length: 2000 }, (_row, index) => ({ ...row, id: `r${index}` }))],
      ['creditCode', '91330201MA2XXXXXXX'],
      ['accountNumber', '1'],
      ['photos', []],
      ['promise', false],
    ] as const;
    const trial = async (field: string, value: unknown) => {
      const saved = await kit.put(enterprise, `/api/drafts/${draft.id}`, {
        revision: draft.revision,
        data: { ...whole, [field]: value },
      });
      if (saved.status !== 200) return saved;
      draft = { ...draft, revision: saved.body.revision };
      return kit.post(enterprise, `/api/drafts/${draft.id}/submit`, { revision: draft.revision });
    };
    for (const [field, value] of [...malformed, ...wrong]) {
      const before = draft.revision;
      const answer = await trial(field, value);
      const what = `${field}: ${JSON.stringify(value).slice(0, 40)}`;
      expect([what, ...refusal(answer)]).toEqual([what, 422, 'SUBMISSION_INVALID']);
      const paths = answer.body.issues.map(({ path }: { path: string }) => path.split('.')[0]);
      expect(paths, what).toContain(field);
      if (malformed.some(([name, bad]) => name === field && bad === value)) expect(draft.revision, what).toBe(before);
    }
    const cases = await world.database.collection('cases').countDocuments({ draftId: draft.id });
    expect(cases).toBe(0);
  });
});

describe('An upload', () => {
  it('that breaks off leaves nothing, and the next one goes well', async () => {
    const token = await world.accessToken(anyone);
    const count = async () =>
      Promise.all(
        ['fileRecords', 'files.files', 'files.chunks'].map((name) =>
          world.database.collection(name).countDocuments({}),
        ),
      );
    const before = await count();
    const { port } = new URL(world.address);
    await new Promise<void>((resolve) => {
      const outgoing = httpRequest({
        port,
        method: 'POST',
        path: '/api/files?name=a.pdf',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/octet-stream',
          'content-length': 5_000_000,
        },
      });
      outgoing.on('error', () => resolve());
      outgoing.on('close', () => resolve());
      outgoing.write(Buffer.concat([pdf, Buffer.alloc(700_000, 32)]));
      setTimeout(() => outgoing.destroy(), 150);
    });
    await expect.poll(count, { timeout: 10_000 }).toEqual(before);
    ok(
      await (await world.as(anyone))
        .post('/api/files?name=a.pdf')
        .set('Content-Type', 'application/octet-stream')
        .send(pdf),
      201,
    );
  });

  it('is refused, in words, where its name, kind or content is not one that may be handed in', async () => {
    const upload = async (query: string, bytes: Buffer, type = 'application/octet-stream') => {
      const answer = await (await world.as(anyone)).post(`/api/files${query}`).set('Content-Type', type).send(bytes);
      assertClear(answer);
      return refusal(answer);
    };
    expect(await upload('', pdf)).toEqual([400, 'INVALID_REQUEST']);
    expect(await upload(`?name=${'x'.repeat(201)}`, pdf)).toEqual([400, 'INVALID_REQUEST']);
    expect(await upload('?name=a.pdf&applicantId=1', pdf)).toEqual([400, 'INVALID_REQUEST']);
    expect(await upload('?name=a.pdf', Buffer.alloc(0))).toEqual([422, 'FILE_EMPTY']);
    expect(await upload('?name=a.pdf', Buffer.from('<html><script>alert(1)</script>'))).toEqual([
      415,
      'FILE_TYPE_REFUSED',
    ]);
    expect(await upload('?name=a.pdf', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual([
      415,
      'FILE_TYPE_REFUSED',
    ]);
    expect(await upload('?name=a.pdf', pdf, 'multipart/form-data; boundary=x')).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
  });
});
