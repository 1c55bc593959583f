import { rm } from 'node:fs/promises';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import supertest from 'supertest';
import type { Role } from '#core/contract';
import { composeCreditCode, composeIdCard } from '#core/identity';
import { createServer, type DuixianServer } from '#server/app';
import type { ServerConfig } from '#server/config/config';
import { defaultRateLimits, noOutbound } from '#server/config/config';
import { connectDatabase } from '#server/database/connect';
import { startEmbeddedStore } from '#server/database/embedded/index';
import { prepareDatabase } from '#server/database/prepare';
import type { Deps } from '#server/http/deps';
import { randomIds } from '#server/system';
import { memoryFolder } from '../fixtures/memory-folder.js';
import { watchQueries } from './query-watch.js';

/** A Wednesday, 10:00 in China: an ordinary working time. */
export const startOfWorld = '2026-11-18T02:00:00.000Z';
/** Everybody's password here; it keeps the rules. */
export const password = 'Yun-gang 2026!';

/** Time that stands still until a test moves it. */
export interface TestClock {
  now(): Date;
  set(instant: string): void;
  advance(ms: number): void;
}

export interface TestAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly slug: string;
  readonly login: string;
  readonly name: string;
  readonly applicantId: string | null;
}

export interface City {
  readonly id: string;
  readonly slug: string;
  readonly units: Readonly<Record<'root' | 'industry' | 'finance' | 'centre' | 'hall' | 'district', string>>;
  readonly accounts: Readonly<
    Record<
      | 'admin'
      | 'departmentAdmin'
      | 'reviewer'
      | 'secondReviewer'
      | 'finance'
      | 'window'
      | 'secondWindow'
      | 'supervisor'
      | 'auditor'
      | 'enterprise'
      | 'otherEnterprise'
      | 'person',
      TestAccount
    >
  >;
}

export interface World {
  readonly server: DuixianServer;
  readonly deps: Deps;
  /** Origin of the server, e.g. `http://127.0.0.1:40123`. */
  readonly address: string;
  readonly clock: TestClock;
  /** A look into the database beside the server. */
  readonly database: Connection;
  readonly yungang: City;
  /** Another tenant, for isolation. */
  readonly linhai: City;
  readonly platformAdmin: TestAccount;
  /** Requests of a visitor. */
  readonly visitor: ReturnType<typeof supertest>;
  /** Requests of an account, signed in now (moving the clock on ten minutes needs a new one). */
  as(account: TestAccount): Promise<ReturnType<typeof supertest.agent>>;
  accessToken(account: TestAccount): Promise<string>;
  stop(): Promise<void>;
}

export const testConfig: ServerConfig = {
  production: false,
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://127.0.0.1',
  trustedProxies: 0,
  jwtSecret: 'for-tests-only-0123456789-abcdefghijklmnop',
  dataKeys: { currentId: 't1', keys: new Map([['t1', Buffer.alloc(32, 7)]]) },
  lookupKey: Buffer.alloc(32, 9),
  rateLimits: { ...defaultRateLimits, enabled: false, shared: false },
  passwordCost: { memoryKib: 256, passes: 1 },
  logLevel: 'error',
  validateAnswers: true,
  webDir: null,
  outbound: noOutbound,
  // Never within a test: what a background look would do by chance, tests do themselves.
  everyMs: { jobs: 86_400_000, sweep: 86_400_000, files: 86_400_000 },
};

export interface TestDatabase {
  readonly uri: string;
  /** Whether the data is dropped when the world stops: on a real MongoDB nothing else clears it away. */
  readonly dropAtEnd: boolean;
  close(): Promise<void>;
}

/** The embedded store in a folder of its own, or with MONGODB_TEST_URI a database of its own there. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomIds.newId().replaceAll('-', '_')}`;
  const address = process.env.MONGODB_TEST_URI;
  if (address !== undefined && address !== '') {
    const url = new URL(address);
    url.pathname = `/${name}`;
    return { uri: url.href, dropAtEnd: true, close: async () => undefined };
  }
  const dataDir = await memoryFolder('dx-');
  const store = await startEmbeddedStore({ dataDir });
  return {
    uri: store.uri(name),
    dropAtEnd: false,
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A real server on a real store, two cities with accounts of each role. One per test file; call `stop` afterwards, which
 * fails if any query of the file read a collection without an index.
 */
export async function createWorld(
  changes: Partial<ServerConfig> = {},
  open: () => Promise<TestDatabase> = openTestDatabase,
): Promise<World> {
  const store = await open();
  const database = await connectDatabase(store.uri, { monitorCommands: true });
  const beside = await connectDatabase(store.uri);
  let now = Date.parse(startOfWorld);
  const clock: TestClock = {
    now: () => new Date(now),
    set: (instant) => {
      now = Date.parse(instant);
    },
    advance: (ms) => {
      now += ms;
    },
  };
  const config = { ...testConfig, ...changes };
  const logger = pino({ level: config.logLevel });
  const server = createServer({ config, database, clock, ids: randomIds, logger });
  // Migrations read everything, once; what comes after them is watched.
  await prepareDatabase(database);
  const watch = watchQueries(database);
  const port = await server.start(0);
  const address = `http://127.0.0.1:${port}`;
  const { deps } = server;
  // Made a second apart, so that what is sorted by creation has one order.
  clock.advance(-2000);
  const platformAdmin = await seedPlatform(deps);
  const yungang = await seedCity(deps, { slug: 'yungang', name: '云港市', region: '330201', serial: 100 });
  clock.advance(1000);
  const linhai = await seedCity(deps, { slug: 'linhai', name: '临海市', region: '331082', serial: 200 });
  clock.set(startOfWorld);
  const accessToken = async (account: TestAccount) =>
    (await deps.sessions.open(account.tenantId, account.id)).accessToken;

  return {
    server,
    deps,
    address,
    clock,
    database: beside,
    yungang,
    linhai,
    platformAdmin,
    visitor: supertest(address),
    accessToken,
    as: async (account) =>
      supertest.agent(address).set('Authorization', `Bearer ${await accessToken(account)}`) as ReturnType<
        typeof supertest.agent
      >,
    async stop() {
      await server.stop();
      const scans = await watch.scans();
      if (store.dropAtEnd) await database.dropDatabase();
      await beside.close();
      await database.close();
      await store.close();
      if (scans.length > 0)
        throw new Error(`Expected every query to use an index, but these read whole collections:\n${scans.join('\n')}`);
    },
  };
}

async function seedPlatform(deps: Deps): Promise<TestAccount> {
  const tenant = await deps.tenants.begin({ slug: 'platform', name: '平台', listed: false });
  const root = await deps.units.create(tenant.id, { parentId: null, code: 'platform', name: '平台', kind: 'section' });
  await deps.tenants.finish(tenant.id);
  return seedStaff(deps, { id: tenant.id, slug: 'platform' }, 'operator', '平台管理员', [
    { unitId: root.id, role: 'platform-admin', subtree: true },
  ]);
}

interface Seat {
  readonly unitId: string;
  readonly role: Exclude<Role, 'applicant'>;
  readonly subtree: boolean;
}

async function seedStaff(
  deps: Deps,
  tenant: { id: string; slug: string },
  login: string,
  name: string,
  seats: readonly Seat[],
): Promise<TestAccount> {
  const account = await deps.accounts.create(tenant.id, {
    login,
    name,
    kind: 'staff',
    password,
    mustChangePassword: false,
  });
  for (const seat of seats) {
    await deps.appointments.create(tenant.id, { ...seat, accountId: account.id, from: '2026-01-01', until: null });
  }
  return { id: account.id, tenantId: tenant.id, slug: tenant.slug, login, name, applicantId: null };
}

async function seedApplicant(
  deps: Deps,
  tenant: { id: string; slug: string },
  applicant: { login: string; kind: 'enterprise' | 'person'; name: string; identityNumber: string },
): Promise<TestAccount> {
  const { login, kind, name, identityNumber } = applicant;
  const account = await deps.accounts.create(tenant.id, {
    login,
    name,
    kind: 'applicant',
    password,
    mustChangePassword: false,
  });
  const { id } = await deps.applicants.create(tenant.id, {
    kind,
    name,
    identityNumber,
    contactName: '陈志远',
    mobile: '13800000001',
  });
  await deps.applicants.addMember(tenant.id, id, account.id);
  return { id: account.id, tenantId: tenant.id, slug: tenant.slug, login, name, applicantId: id };
}

async function seedCity(
  deps: Deps,
  city: { slug: string; name: string; region: string; serial: number },
): Promise<City> {
  const { slug, name, region, serial } = city;
  const { id } = await deps.tenants.begin({ slug, name });
  const tenant = { id, slug };
  const unit = async (
    parentId: string | null,
    code: string,
    unitName: string,
    kind: 'city' | 'district' | 'department' | 'centre' | 'window',
  ) => (await deps.units.create(id, { parentId, code, name: unitName, kind })).id;
  const root = await unit(null, 'city', name, 'city');
  const industry = await unit(root, 'jxj', '市经济和信息化局', 'department');
  const finance = await unit(root, 'czj', '市财政局', 'department');
  const centre = await unit(root, 'zwfw', '市政务服务中心', 'centre');
  const hall = await unit(centre, 'zhck', '惠企政策综合窗口', 'window');
  const district = await unit(root, 'linjiang', '临江区', 'district');
  await deps.tenants.finish(id);
  const seat = (unitId: string, role: Seat['role'], subtree = true): Seat => ({ unitId, role, subtree });
  const staff = (login: string, personName: string, ...seats: Seat[]) =>
    seedStaff(deps, tenant, login, personName, seats);
  return {
    id,
    slug,
    units: { root, industry, finance, centre, hall, district },
    accounts: {
      admin: await staff('admin', '系统管理员', seat(root, 'tenant-admin')),
      departmentAdmin: await staff('jxj', '林若溪', seat(industry, 'department-admin')),
      reviewer: await staff('shenhe', '周明', seat(industry, 'reviewer')),
      secondReviewer: await staff('fushen', '王海', seat(industry, 'reviewer')),
      finance: await staff('caizheng', '赵敏', seat(finance, 'finance')),
      window: await staff('chuangkou', '吴芳', seat(hall, 'window')),
      secondWindow: await staff('chuangkou2', '孙丽', seat(hall, 'window')),
      supervisor: await staff('ducha', '郑刚', seat(root, 'supervisor')),
      auditor: await staff('shenji', '何静', seat(root, 'auditor')),
      enterprise: await seedApplicant(deps, tenant, {
        login: 'qiye',
        kind: 'enterprise',
        name: '云港精工机械有限公司',
        identityNumber: composeCreditCode(region, serial),
      }),
      otherEnterprise: await seedApplicant(deps, tenant, {
        login: 'qiye2',
        kind: 'enterprise',
        name: '云港新材料有限公司',
        identityNumber: composeCreditCode(region, serial + 1),
      }),
      person: await seedApplicant(deps, tenant, {
        login: 'geren',
        kind: 'person',
        name: '黄晓梅',
        identityNumber: composeIdCard({ district: region, birthDate: '1990-05-17', sex: 'female', serial }),
      }),
    },
  };
}
