import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, errorStatus } from '#core/contract';
import { errorMessages, placeholders } from '#core/messages';
import { createKit, type Kit, ok, qualifying, smartFactoryAnswers } from '../business-kit.js';
import { assertClear } from '../clear-error.js';
import { createWorld, startOfWorld, type World } from '../harness.js';

let world: World;
let kit: Kit;
let policyId: string;

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  const { enterprise } = world.yungang.accounts;
  const { tenantId, applicantId, name } = enterprise;
  await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
  policyId = await kit.publish('smart-factory-award');
});
afterAll(() => world?.stop());

const refusal = ({ status, body }: Response) => [status, body.code];

describe('The same id or key again', () => {
  /** Sends twice, then once more with another body under the same key. */
  async function thrice(send: (body: object) => Promise<Response>, body: object, other: object): Promise<void> {
    const first = await send(body);
    expect(first.status, JSON.stringify(first.body)).toBeLessThan(300);
    const again = await send(body);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(refusal(await send(other))).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
    const still = await send(body);
    expect([still.status, still.body]).toEqual([first.status, first.body]);
  }
  const seqOf = async (caseId: string) =>
    (await world.database.collection('cases').findOne({ _id: caseId as never }))?.seq;

  it('gives the same answer and happens once; with another body it is refused: drafts and policies', async () => {
    const { enterprise, departmentAdmin } = world.yungang.accounts;
    const { applicantId } = enterprise;
    const other = await kit.publish('smart-factory-award');
    const draftKey = randomUUID();
    await thrice(
      (body) => kit.post(enterprise, '/api/drafts', body, draftKey),
      { policyId, applicantId },
      { policyId: other, applicantId },
    );
    const policyKey = randomUUID();
    const title = `同一项 ${policyKey}`;
    const policies = '/api/designer/policies';
    await thrice((body) => kit.post(departmentAdmin, policies, body, policyKey), { title }, { title: '另一项' });
    const listed = ok(await kit.get(departmentAdmin, `${policies}?query=${encodeURIComponent(title.slice(0, 40))}`));
    expect(listed.items).toHaveLength(1);
  });

  it('gives the same answer and happens once; with another body it is refused: every command on a case', async () => {
    const { enterprise, window, reviewer } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    const onTask = async (who: typeof window, act: string) => {
      const task = await kit.taskOf(who, caseId);
      return (body: object) => kit.post(who, `/api/tasks/${task.id}/${act}`, body);
    };
    const fresh = () => ({ commandId: randomUUID() });
    const claimed = fresh();
    // A claim has no content of its own: the same id for another act is what differs.
    const claim = await onTask(window, 'claim');
    const release = await onTask(window, 'release');
    ok(await claim(claimed));
    ok(await claim(claimed));
    expect(await seqOf(caseId)).toBe(2);
    expect(refusal(await release(claimed))).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);

    const accept = { ...fresh(), decision: 'approve', opinion: '予以受理', reviewPointsChecked: [0, 1, 2] };
    await thrice(await onTask(window, 'decide'), accept, { ...accept, opinion: '另一种意见' });
    const back = { ...fresh(), decision: 'return', reason: '补充', items: [] };
    await thrice(await onTask(reviewer, 'decide'), back, { ...back, reason: '另一个理由' });
    const photo = await kit.upload(enterprise);
    const { identityNumber } = await world.deps.applicants.reveal(enterprise.tenantId, enterprise.applicantId ?? '');
    const data = smartFactoryAnswers(enterprise.name, identityNumber, photo);
    const resubmit = { ...fresh(), data };
    await thrice((body) => kit.post(enterprise, `/api/cases/${caseId}/resubmit`, body), resubmit, {
      ...resubmit,
      data: { ...data, siteName: '另一个车间' },
    });
    const before = await seqOf(caseId);
    const refuse = { ...fresh(), decision: 'refuse', opinion: '不符合' };
    await thrice(await onTask(reviewer, 'decide'), refuse, { ...refuse, opinion: '另一个理由' });
    expect(await seqOf(caseId)).toBe((before ?? 0) + 1);

    const second = await kit.file(policyId);
    const withdraw = { ...fresh(), reason: '不办了' };
    await thrice((body) => kit.post(enterprise, `/api/cases/${second}/withdraw`, body), withdraw, {
      ...withdraw,
      reason: '另一个理由',
    });
  });

  it('of another person is a key of their own, and tells nothing of the first', async () => {
    const { enterprise, otherEnterprise, window, secondWindow } = world.yungang.accounts;
    const key = randomUUID();
    const mine = ok(
      await kit.post(enterprise, '/api/drafts', { policyId, applicantId: enterprise.applicantId }, key),
      201,
    );
    const theirs = ok(
      await kit.post(otherEnterprise, '/api/drafts', { policyId, applicantId: otherEnterprise.applicantId }, key),
      201,
    );
    expect(theirs.id).not.toBe(mine.id);
    const caseId = await kit.file(policyId);
    const task = await kit.taskOf(window, caseId);
    const body = { commandId: randomUUID() };
    ok(await kit.post(window, `/api/tasks/${task.id}/claim`, body));
    expect(refusal(await kit.post(secondWindow, `/api/tasks/${task.id}/claim`, body))).toEqual([
      409,
      'IDEMPOTENCY_KEY_REUSED',
    ]);
  });
});

describe('A token', () => {
  const nowSeconds = Math.floor(Date.parse(startOfWorld) / 1000);
  const none = (payload: object) =>
    `${[{ alg: 'none', typ: 'JWT' }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

  /** Forgeries of an access token by somebody who has a genuine one, and what they are answered. */
  const forgeries = async () => {
    const { enterprise } = world.yungang.accounts;
    const genuine = await world.accessToken(enterprise);
    const claims = jwt.decode(genuine) as Record<string, unknown>;
    const { jwtSecret } = world.deps.config;
    const [head = '', , signature = ''] = genuine.split('.');
    const moved = Buffer.from(JSON.stringify({ ...claims, tid: world.linhai.id })).toString('base64url');
    const theirs = jwt.decode(await world.accessToken(world.linhai.accounts.admin)) as Record<string, unknown>;
    return {
      genuine,
      refused: [
        ['no algorithm', none(claims), 'TOKEN_INVALID'],
        ['another algorithm', jwt.sign(claims, jwtSecret, { algorithm: 'HS512' }), 'TOKEN_INVALID'],
        ['another secret', jwt.sign(claims, 'x'.repeat(40)), 'TOKEN_INVALID'],
        ['another tenant, old signature', `${head}.${moved}.${signature}`, 'TOKEN_INVALID'],
        ['another tenant, signed by us', jwt.sign({ ...claims, tid: world.linhai.id }, jwtSecret), 'SESSION_ENDED'],
        [
          'the account of another',
          jwt.sign({ ...claims, sub: world.yungang.accounts.admin.id }, jwtSecret),
          'SESSION_ENDED',
        ],
        ['the session of another', jwt.sign({ ...claims, sid: theirs.sid }, jwtSecret), 'SESSION_ENDED'],
        [
          'past its time',
          jwt.sign({ ...claims, iat: nowSeconds - 700, exp: nowSeconds - 1 }, jwtSecret),
          'TOKEN_EXPIRED',
        ],
        ['no token at all', 'a.b.c', 'TOKEN_INVALID'],
      ] as const,
    };
  };

  it('that is forged opens nothing: not a case, not a task, not a draft, not a file, not a decision', async () => {
    const { genuine, refused } = await forgeries();
    const caseId = await kit.file(policyId);
    const { id: draftId } = await kit.filledDraft(policyId);
    const { fileId } = await kit.upload(world.yungang.accounts.enterprise);
    const { id: taskId } = await kit.taskOf(world.yungang.accounts.window, caseId);
    const calls = [
      ['get', `/api/cases/${caseId}`],
      ['get', '/api/tasks'],
      ['get', `/api/drafts/${draftId}`],
      ['post', `/api/drafts/${draftId}/submit`],
      ['post', `/api/tasks/${taskId}/decide`],
      ['post', `/api/files/${fileId}/address`],
      ['post', '/api/files?name=a.pdf'],
      ['get', '/api/designer/policies'],
    ] as const;
    for (const [what, token, code] of refused) {
      for (const [method, path] of calls) {
        const answer = await world.visitor[method](path).set('Authorization', `Bearer ${token}`);
        assertClear(answer);
        expect([what, path, ...refusal(answer)]).toEqual([what, path, 401, code]);
      }
    }
    ok(await world.visitor.get(`/api/cases/${caseId}`).set('Authorization', `Bearer ${genuine}`));
  });

  it('for a file opens that file, and nothing else; one for a session opens no file', async () => {
    const { enterprise } = world.yungang.accounts;
    const { fileId } = await kit.upload(enterprise);
    const { url } = ok(await kit.post(enterprise, `/api/files/${fileId}/address`));
    const token = url.split('/').at(-1) as string;
    const claims = jwt.decode(token) as Record<string, unknown>;
    const { jwtSecret } = world.deps.config;
    const session = await world.accessToken(enterprise);
    const open = async (text: string) => {
      const answer = await world.visitor.get(`/api/files/content/${text}`);
      assertClear(answer);
      return answer.status === 200 ? 'opened' : answer.body.code;
    };
    expect(await open(token)).toBe('opened');
    expect(await open(none(claims))).toBe('TOKEN_INVALID');
    expect(await open(jwt.sign(claims, 'x'.repeat(40)))).toBe('TOKEN_INVALID');
    expect(await open(session)).toBe('TOKEN_INVALID');
    expect(await open(jwt.sign({ ...claims, exp: nowSeconds - 1 }, jwtSecret))).toBe('TOKEN_EXPIRED');
    expect(await open(jwt.sign({ ...claims, tid: world.linhai.id }, jwtSecret))).toBe('NOT_FOUND');
    const asSession = await world.visitor.get('/api/me').set('Authorization', `Bearer ${token}`);
    expect(refusal(asSession)).toEqual([401, 'TOKEN_INVALID']);
  });
});

describe('A sentence with a gap', () => {
  /** How each refusal whose sentence has a gap comes about. Whoever adds such a sentence adds its case here. */
  const causes = new Map<ErrorCode, () => Promise<Response>>([
    [
      'TOO_MANY_REQUESTS',
      async () => {
        const limited = await createWorld({
          rateLimits: {
            enabled: true,
            shared: false,
            general: { points: 1, seconds: 90 },
            signIn: { points: 1, seconds: 90 },
            register: { points: 1, seconds: 90 },
          },
        });
        try {
          await limited.visitor.get('/api/tenants');
          return await limited.visitor.get('/api/tenants');
        } finally {
          await limited.stop();
        }
      },
    ],
    [
      'ACCOUNT_LOCKED',
      async () => {
        const wrong = { tenant: 'yungang', login: 'ducha', password: 'falsch falsch' };
        let answer = await world.visitor.post('/api/auth/sign-in').send(wrong);
        for (let attempt = 0; attempt < 10 && answer.body.code !== 'ACCOUNT_LOCKED'; attempt += 1) {
          answer = await world.visitor.post('/api/auth/sign-in').send(wrong);
        }
        return answer;
      },
    ],
    ['NOT_YET_OPEN', () => submitWithDates('2026-12-01', '2026-12-31')],
    ['CLOSED', () => submitWithDates('2026-11-01', '2026-11-17')],
    [
      'VERSION_SUPERSEDED',
      async () => {
        const changing = await kit.publish('smart-factory-award');
        const draft = await kit.filledDraft(changing);
        await publishChanged(changing, 'elements', (elements) => ({ ...elements, summary: '第二版' }));
        return kit.post(world.yungang.accounts.enterprise, `/api/drafts/${draft.id}/submit`, {
          revision: draft.revision,
        });
      },
    ],
    [
      'FILE_TOO_LARGE',
      async () => {
        const agent = await world.as(world.yungang.accounts.enterprise);
        const announced = agent.post('/api/files?name=a.pdf').set('Content-Type', 'application/octet-stream');
        return announced.send(Buffer.alloc(50 * 1024 * 1024 + 1, '%PDF-1.4\n'));
      },
    ],
    [
      'LIMIT_EXCEEDED',
      async () => {
        const { enterprise } = world.yungang.accounts;
        const wide = await kit.publish('smart-factory-award');
        // A form may take more than a case may hold (D4).
        await publishChanged(wide, 'form', (form) =>
          JSON.parse(
            JSON.stringify(
              form,
              (key, value) => ({ maxLength: 20_000, maxItems: value === 30 ? 100 : value })[key] ?? value,
            ),
          ),
        );
        const { id, revision } = await kit.filledDraft(wide);
        const equipment = Array.from({ length: 56 }, (_row, index) => ({
          id: `r${index}`,
          equipmentName: '长'.repeat(12_000),
        }));
        return kit.put(enterprise, `/api/drafts/${id}`, { revision, data: { equipment } });
      },
    ],
    [
      'ALREADY_APPLIED',
      async () => {
        const { enterprise } = world.yungang.accounts;
        const once = await kit.publish('smart-factory-award');
        await publishChanged(once, 'rules', (rules) => ({ ...rules, once: 'ever' }));
        await kit.file(once);
        const { id, revision } = await kit.filledDraft(once);
        return kit.post(enterprise, `/api/drafts/${id}/submit`, { revision });
      },
    ],
    [
      'TASK_ALREADY_CLAIMED',
      async () => {
        const { window, secondWindow } = world.yungang.accounts;
        const caseId = await kit.file(policyId);
        const { id } = await kit.taskOf(window, caseId);
        ok(await kit.post(window, `/api/tasks/${id}/claim`, { commandId: randomUUID() }));
        return kit.post(secondWindow, `/api/tasks/${id}/claim`, { commandId: randomUUID() });
      },
    ],
    [
      'TASK_DECIDED',
      async () => {
        const { window, secondWindow } = world.yungang.accounts;
        const caseId = await kit.file(policyId);
        const { id } = await kit.taskOf(window, caseId);
        await kit.accept(caseId);
        return kit.post(secondWindow, `/api/tasks/${id}/claim`, { commandId: randomUUID() });
      },
    ],
    [
      'TASK_DELEGATED',
      async () => {
        const { reviewer, secondReviewer } = world.yungang.accounts;
        const delegating = await kit.publish('smart-factory-award');
        await publishChanged(delegating, 'flow', (flow) =>
          flow.replace('return-to-applicant transfer"', 'return-to-applicant transfer delegate"'),
        );
        const caseId = await kit.file(delegating);
        await kit.accept(caseId);
        const { id } = await kit.taskOf(reviewer, caseId);
        const body = { act: 'delegate', to: secondReviewer.id, reason: '请看设备', commandId: randomUUID() };
        ok(await kit.post(reviewer, `/api/tasks/${id}/act`, body));
        return kit.decide(reviewer, caseId, { decision: 'refuse', opinion: '不符' });
      },
    ],
  ]);

  async function publishChanged<P extends 'elements' | 'form' | 'rules' | 'flow'>(
    id: string,
    part: P,
    change: (content: P extends 'flow' ? string : object) => object | string,
  ): Promise<void> {
    const { departmentAdmin } = world.yungang.accounts;
    const path = `/api/designer/policies/${id}`;
    const design = ok(await kit.get(departmentAdmin, path));
    const body = { part, revision: design.revisions[part], content: change(design[part]) };
    const { revision } = ok(await kit.put(departmentAdmin, `${path}/parts/${part}`, body));
    const revisions = { ...design.revisions, [part]: revision };
    ok(await kit.post(departmentAdmin, `${path}/publish`, { revisions }));
  }
  async function submitWithDates(opensOn: string, closesOn: string): Promise<Response> {
    const { enterprise } = world.yungang.accounts;
    const dated = await kit.publish('smart-factory-award');
    await publishChanged(dated, 'elements', (elements) => ({ ...elements, opensOn, closesOn }));
    return kit.post(enterprise, '/api/drafts', { policyId: dated, applicantId: enterprise.applicantId });
  }

  const withGaps = (Object.keys(errorStatus) as ErrorCode[]).filter(
    (code) => placeholders(errorMessages.zh[code]).length > 0 || placeholders(errorMessages.en[code]).length > 0,
  );

  it('has a cause in this table', () => {
    expect(withGaps.length).toBeGreaterThan(4);
    expect(withGaps.filter((code) => !causes.has(code))).toEqual([]);
  });

  it.each(withGaps)('%s is filled in by the server, in both languages', async (code) => {
    const answer = await (causes.get(code) as () => Promise<Response>)();
    expect(refusal(answer)).toEqual([errorStatus[code], code]);
    assertClear(answer);
  });
});
