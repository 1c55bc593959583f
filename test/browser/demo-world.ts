import { pino } from 'pino';
import { createServer } from '#server/app';
import { connectDatabase } from '#server/database/connect';
import { demoPassword } from '#server/demo/demo-city';
import { createDemoClock } from '#server/demo/demo-clock';
import { seedDemo } from '#server/demo/seed';
import { randomIds, systemClock } from '#server/system';
import { openTestDatabase, testConfig } from '../api/harness.js';

/** A server with the demo's data: cases in every state, as a city has them after some weeks. */
export interface DemoWorld {
  readonly address: string;
  stop(): Promise<void>;
}

export async function createDemoWorld(): Promise<DemoWorld> {
  const store = await openTestDatabase();
  const database = await connectDatabase(store.uri);
  const clock = createDemoClock(systemClock);
  const logger = pino({ level: 'error' });
  const server = createServer({ config: testConfig, database, clock, ids: randomIds, logger });
  await seedDemo(server.deps, clock, { now: systemClock.now() });
  const port = await server.start(0);
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      await server.stop();
      if (store.dropAtEnd) await database.dropDatabase();
      await database.close();
      await store.close();
    },
  };
}

/** How to sign in as one of the demo's staff. */
export const staff = (login: string) => ({ login, password: demoPassword, city: '云港市' });
/** How to sign in as one of the demo's applicants, at the portal of the city. */
export const applicant = (login: string) => ({ login, password: demoPassword });
