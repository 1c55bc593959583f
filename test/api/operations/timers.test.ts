import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { createKit, type Kit } from '../business-kit.js';
import { createWorld, startOfWorld, type World } from '../harness.js';
import { createFlowKit, type FlowKit, placesOf, reminded, service, timer } from './flow-kit.js';

let world: World;
let kit: Kit;
let flows: FlowKit;

beforeAll(async () => {
  world = await createWorld({ logLevel: 'silent' });
  kit = createKit(world);
  flows = await createFlowKit(kit);
});
afterAll(() => world?.stop());

const firings = async (caseId: string) =>
  (await world.database.collection('caseHistory').find({ caseId, command: 'FireTimer' }).toArray()).map(({ at }) => at);

describe('A timer', () => {
  it('due in thirty years fires then, to the millisecond, and not before', async () => {
    const caseId = await flows.begun(await flows.publish(timer('timeDuration', 'P30Y')));
    const due = '2056-11-18T02:00:00.000Z';
    for (const early of ['2026-12-18T02:00:00.000Z', '2051-11-18T02:00:00.000Z', '2056-11-18T01:59:59.999Z']) {
      world.clock.set(early);
      await flows.runJobs();
      expect(placesOf(await flows.caseOf(caseId)), early).toEqual(['Middle']);
    }
    world.clock.set(due);
    await flows.runJobs();
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Review']);
    expect(await firings(caseId)).toEqual([due]);
    world.clock.set(startOfWorld);
  });

  it('that repeats beside a step fires at each of its times, however late the workers are', async () => {
    const caseId = await flows.begun(await flows.publish(reminded('R3/PT1H')));
    for (let hour = 1; hour <= 5; hour += 1) {
      world.clock.advance(3_600_000);
      await Promise.all([flows.runJobs(), flows.runJobs()]);
    }
    expect(await firings(caseId)).toHaveLength(3);
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Middle']);
    const waiting = await world.database.collection('jobs').countDocuments({ caseId, status: 'waiting' });
    expect(waiting).toBe(0);
  });

  it('does not fire twice when the clock is set back and forward again', async () => {
    const start = world.clock.now().getTime();
    const caseId = await flows.begun(await flows.publish(timer('timeDuration', 'PT1H')));
    for (const minutes of [61, -600, 0, 61, 5000, -5, 70]) {
      world.clock.set(new Date(start + minutes * 60_000).toISOString());
      await Promise.all([flows.runJobs(), flows.runJobs()]);
    }
    expect(await firings(caseId)).toHaveLength(1);
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Review']);
  });

  it('is not fired early where the clock was ahead when the job was taken', async () => {
    const start = world.clock.now().getTime();
    const caseId = await flows.begun(await flows.publish(timer('timeDuration', 'PT1H')));
    const { jobs } = businessOf(world.deps);
    world.clock.set(new Date(start + 3_600_000).toISOString());
    const take = jobs.take.bind(jobs);
    // Set back between the look and the act.
    (jobs as { take: typeof jobs.take }).take = async (job, until) => {
      const taken = await take(job, until);
      world.clock.set(new Date(start + 3_000_000).toISOString());
      return taken;
    };
    await flows.runJobs();
    (jobs as { take: typeof jobs.take }).take = take;
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Middle']);
    world.clock.set(new Date(start + 4_000_000).toISOString());
    await flows.runJobs();
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Review']);
  });
});

describe('A worker that lost its lease', () => {
  it('can neither act, finish nor put off; the one that took over does the job', async () => {
    const { jobs } = businessOf(world.deps);
    const caseId = await flows.begun(await flows.publish(service('notify', { text: '通知' })));
    const now = world.clock.now();
    const [found] = (await jobs.due(now, 100)).filter((job) => job.caseId === caseId);
    if (found === undefined) throw new Error('Expected a job');
    const late = await jobs.take(found, new Date(now.getTime() + 60_000));
    expect(await jobs.take(found, now)).toBeNull();
    world.clock.advance(60_000);
    const [again] = (await jobs.due(world.clock.now(), 100)).filter((job) => job.caseId === caseId);
    const current = await jobs.take(again as never, new Date(world.clock.now().getTime() + 60_000));
    expect(late?.fence).toBe(1);
    expect(current?.fence).toBe(2);
    expect(await jobs.hold(late as never)).toBe(false);
    await jobs.finish(late as never);
    await jobs.putOff(late as never, now, 'late');
    expect(await jobs.hold(current as never)).toBe(true);
    const [stored] = await world.database.collection('jobs').find({ caseId }).toArray();
    expect(stored).toMatchObject({ status: 'waiting', lastError: null, fence: 2 });
    world.clock.advance(60_000);
    await flows.runJobs();
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Review']);
  });

  it('shares with others: of eight due jobs each is done by one of three workers', async () => {
    const policyId = await flows.publish(service('notify', { text: '通知' }));
    const caseIds: string[] = [];
    for (let made = 0; made < 8; made += 1) caseIds.push(await flows.begun(policyId));
    const done = await Promise.all([flows.runJobs(), flows.runJobs(), flows.runJobs()]);
    expect(done.reduce((sum, count) => sum + count)).toBe(8);
    for (const caseId of caseIds) {
      const commands = await world.database
        .collection('caseHistory')
        .countDocuments({ caseId, command: 'CompleteServiceJob' });
      expect(commands).toBe(1);
    }
  });
});
