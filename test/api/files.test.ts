import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { createKit, type Kit, ok, pdf, qualifying } from './business-kit.js';
import { createWorld, type World } from './harness.js';

let world: World;
let kit: Kit;

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
});
afterAll(() => world?.stop());

const upload = async (name: string, bytes: Buffer | string, type = 'application/octet-stream') => {
  const agent = await world.as(world.yungang.accounts.enterprise);
  return agent
    .post(`/api/files?name=${encodeURIComponent(name)}`)
    .set('Content-Type', type)
    .send(bytes);
};

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('Uploading', () => {
  it('tells the type from the content, whatever the name says', async () => {
    expect(ok(await upload('照片.exe', png), 201)).toMatchObject({ type: 'image/png', size: png.length });
    expect(ok(await upload('../../x/报告.pdf', pdf), 201)).toMatchObject({ type: 'application/pdf', name: '报告.pdf' });
  });

  it.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a program', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)])],
    ['plain text', Buffer.from('just text')],
    ['an archive', Buffer.concat([Buffer.from('504b030414000000', 'hex'), Buffer.alloc(60)])],
  ])('refuses %s called .pdf', async (_what, bytes) => {
    const refused = await upload('a.pdf', bytes);
    expect(refused.body).toMatchObject({ status: 415, code: 'FILE_TYPE_REFUSED' });
  });

  it('refuses an empty file, another media type, and a visitor', async () => {
    expect((await upload('a.pdf', Buffer.alloc(0))).body.code).toBe('FILE_EMPTY');
    expect((await upload('a.pdf', '{}', 'application/json')).status).toBe(415);
    const visitor = await world.visitor
      .post('/api/files?name=a.pdf')
      .set('Content-Type', 'application/octet-stream')
      .send(pdf);
    expect(visitor.status).toBe(401);
  });

  it('refuses more than 50 MB: at once where it is announced, while streaming where it is not', async () => {
    const token = await world.accessToken(world.yungang.accounts.enterprise);
    const send = (announced: boolean): Promise<number> =>
      new Promise((resolve, reject) => {
        const { port } = new URL(world.visitor.get('/').url);
        const size = 51 * 1024 * 1024;
        const outgoing = request(
          {
            port,
            method: 'POST',
            path: '/api/files?name=a.pdf',
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/octet-stream',
              ...(announced ? { 'content-length': size } : { 'transfer-encoding': 'chunked' }),
            },
          },
          (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
            outgoing.destroy();
          },
        );
        outgoing.on('error', (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
        });
        outgoing.write(pdf);
        if (announced) return;
        const block = Buffer.alloc(1024 * 1024, 32);
        let left = 51;
        const more = () => {
          while (left > 0) {
            left -= 1;
            if (!outgoing.write(block)) {
              outgoing.once('drain', more);
              return;
            }
          }
          outgoing.end();
        };
        more();
      });
    expect(await send(true)).toBe(413);
    expect(await send(false)).toBe(413);
    const { db } = world.database;
    const chunks = await db?.collection('files.chunks').countDocuments({});
    const kept = await db?.collection('fileRecords').countDocuments({});
    const whole = await db?.collection('files.files').countDocuments({});
    // Nothing stays of what was refused: each file here is smaller than one chunk.
    expect(whole).toBe(kept);
    expect(chunks).toBe(kept);
  });
});

describe('Reading a file', () => {
  it('goes by a short-lived address of this file alone, for who may read what it belongs to', async () => {
    const { enterprise, otherEnterprise, window, reviewer } = world.yungang.accounts;
    await world.deps.applicants.setRegistry(
      enterprise.tenantId,
      enterprise.applicantId ?? '',
      qualifying(enterprise.name),
    );
    const policyId = await kit.publish('smart-factory-award');
    const caseId = await kit.file(policyId);
    const { materials } = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    const file = materials.find(({ fieldId }: { fieldId: string }) => fieldId === 'photos').files[0];
    const addressOf = async (who: typeof enterprise) => kit.post(who, `/api/files/${file.fileId}/address`);
    for (const who of [otherEnterprise, reviewer, world.linhai.accounts.window])
      expect((await addressOf(who)).status).toBe(404);
    const address = ok(await addressOf(window));
    const answer = await world.visitor.get(address.url).buffer(true);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/pdf');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect(answer.headers['content-disposition']).toMatch(/^inline; filename="/);
    expect(Buffer.from(answer.body)).toEqual(pdf);
    world.clock.advance(301_000);
    expect((await world.visitor.get(address.url)).body.code).toBe('TOKEN_EXPIRED');
    const forged = `${address.url.slice(0, -6)}AAAAAA`;
    expect((await world.visitor.get(forged)).body.code).toBe('TOKEN_INVALID');
  });
});

describe('The sweep', () => {
  it('takes files that nothing has referred to for a day, and leaves those of drafts and cases', async () => {
    const { enterprise } = world.yungang.accounts;
    const policyId = await kit.publish('smart-factory-award');
    const loose = await kit.upload(enterprise);
    const draft = await kit.filledDraft(policyId);
    const { files } = businessOf(world.deps);
    expect(await files.sweep()).toBe(0);
    world.clock.advance(24 * 3_600_000 + 1000);
    await files.sweep();
    const { tenantId } = enterprise;
    expect((await files.byIds(tenantId, [loose.fileId])).size).toBe(0);
    const kept = ok(await kit.get(enterprise, `/api/drafts/${draft.id}`)).data.photos[0].fileId;
    expect((await files.byIds(tenantId, [kept])).size).toBe(1);
    // Dropped from the draft it becomes loose, and a day later it is gone.
    ok(await kit.put(enterprise, `/api/drafts/${draft.id}`, { revision: draft.revision, data: {} }));
    world.clock.advance(24 * 3_600_000 + 1000);
    await files.sweep();
    expect((await files.byIds(tenantId, [kept])).size).toBe(0);
  });
});
