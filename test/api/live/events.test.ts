import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#core/contract';
import { createKit, type Kit, ok, qualifying } from '../business-kit.js';
import { createWorld, type TestAccount, type World } from '../harness.js';

interface Ear {
  readonly heard: LiveEvent[];
  readonly hasEnded: () => boolean;
  close(): void;
}

/** Long enough for a look at the database, which comes every second. */
const soon = { timeout: 2000, interval: 20 };
const aLook = () => new Promise((resolve) => setTimeout(resolve, 1500));

describe('live updates', () => {
  let world: World;
  let kit: Kit;
  let policyId: string;
  const ears: Ear[] = [];

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
  afterEach(() => {
    for (const ear of ears.splice(0)) ear.close();
  });
  afterAll(() => world.stop());

  /** Opens a stream; what it hears about times before the test is dropped. */
  async function listen(who: TestAccount, token?: string): Promise<Ear> {
    const stop = new AbortController();
    const response = await fetch(`${world.address}/api/events`, {
      headers: { authorization: `Bearer ${token ?? (await world.accessToken(who))}` },
      signal: stop.signal,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const heard: LiveEvent[] = [];
    let ended = false;
    const read = async () => {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        for (const line of new TextDecoder().decode(chunk).split('\n')) {
          if (line.startsWith('data: ')) heard.push(JSON.parse(line.slice(6)));
        }
      }
    };
    read()
      .catch(() => undefined)
      .finally(() => {
        ended = true;
      });
    const ear = { heard, hasEnded: () => ended, close: () => stop.abort() };
    ears.push(ear);
    await aLook();
    heard.length = 0;
    return ear;
  }

  it('tell handlers and the applicant at once, and nobody else, here or in another city', async () => {
    const { accounts } = world.yungang;
    const caseId = await kit.file(policyId);
    const [reviewer, applicant, clerk, supervisor, ...others] = await Promise.all([
      listen(accounts.reviewer),
      listen(accounts.enterprise),
      listen(accounts.window),
      listen(accounts.supervisor),
      listen(accounts.otherEnterprise),
      listen(accounts.admin),
      listen(world.linhai.accounts.reviewer),
      listen(world.linhai.accounts.enterprise),
      listen(world.linhai.accounts.supervisor),
    ]);

    await kit.accept(caseId);

    const change = { topic: 'cases', id: caseId };
    await vi.waitFor(() => {
      expect(reviewer.heard).toEqual([{ topic: 'tasks' }, change]);
      expect(applicant.heard).toEqual([change, { topic: 'notices' }]);
      // The step has just left the counter's list.
      expect(clerk.heard).toEqual([{ topic: 'tasks' }, change]);
      expect(supervisor.heard).toEqual([change]);
    }, soon);
    await aLook();
    expect(others.map(({ heard }) => heard)).toEqual([[], [], [], [], []]);
    expect(reviewer.heard).toHaveLength(2);
  });

  it('come when the list shows the change already', async () => {
    const { reviewer } = world.yungang.accounts;
    const ear = await listen(reviewer);
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);

    await vi.waitFor(() => expect(ear.heard).toContainEqual({ topic: 'cases', id: caseId }), soon);

    const { items } = ok(await kit.get(reviewer, '/api/tasks?limit=100'));
    expect(items.map((row: { caseId: string }) => row.caseId)).toContain(caseId);
  });

  it('stop for a session that was signed out: the stream ends and tells nothing any more', async () => {
    const { enterprise } = world.yungang.accounts;
    const token = await world.accessToken(enterprise);
    const ear = await listen(enterprise, token);
    const away = await fetch(`${world.address}/api/auth/sign-out-everywhere`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(away.status).toBe(200);

    await kit.file(policyId);

    await vi.waitFor(() => expect(ear.hasEnded()).toBe(true), soon);
    expect(ear.heard).toEqual([]);
  });

  it('are limited to ten streams of one account; a closed one makes room', async () => {
    const { finance } = world.yungang.accounts;
    const token = await world.accessToken(finance);
    const open = await Promise.all(Array.from({ length: 10 }, () => listen(finance, token)));
    const headers = { authorization: `Bearer ${token}` };

    const refused = await fetch(`${world.address}/api/events`, { headers });
    expect([refused.status, (await refused.json()).code, refused.headers.get('retry-after')]).toEqual([
      429,
      'TOO_MANY_REQUESTS',
      '30',
    ]);

    open[0]?.close();
    await vi.waitFor(async () => {
      const stop = new AbortController();
      const { status } = await fetch(`${world.address}/api/events`, { headers, signal: stop.signal });
      stop.abort();
      expect(status).toBe(200);
    }, soon);
  });

  it('end with the token, so that the page comes again with a new one', async () => {
    const { enterprise } = world.yungang.accounts;
    const ear = await listen(enterprise);
    world.clock.advance(11 * 60_000);

    await kit.file(policyId);

    await vi.waitFor(() => expect(ear.hasEnded()).toBe(true), soon);
    expect(ear.heard).toEqual([]);
  });

  it('do not hold up a server that stops', async () => {
    const ear = await listen(world.yungang.accounts.reviewer);
    const begun = performance.now();

    await world.server.stop();

    expect(performance.now() - begun).toBeLessThan(3000);
    await vi.waitFor(() => expect(ear.hasEnded()).toBe(true), soon);
  });
});
