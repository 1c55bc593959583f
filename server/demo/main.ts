import { join, resolve } from 'node:path';
import { createServer, type DuixianServer } from '../app.js';
import { loadDemoConfig } from '../config/demo-config.js';
import { connectDatabase, ensureIndexes } from '../database/connect.js';
import { type EmbeddedStore, startEmbeddedStore } from '../database/embedded/index.js';
import { createLogger } from '../http/logger.js';
import { randomIds, systemClock } from '../system.js';
import { createDemoClock } from './demo-clock.js';
import { demoAccounts, isSeeded, seedDemo } from './seed.js';

/*
 * What `npm run demo` starts after building: the embedded store in DATA_DIR (default ./data), filled when empty, the whole
 * server on 127.0.0.1. Exactly one line `READY http://…` says that it answers. Ctrl-C finishes what is in flight.
 */

const roleWords: Readonly<Record<string, string>> = {
  'tenant-admin': '系统管理员',
  'department-admin': '部门管理员',
  reviewer: '审核人',
  finance: '财政',
  window: '窗口',
  supervisor: '督查',
  auditor: '审计',
  applicant: '申报人',
};

function readPort(): number {
  const text = process.env.PORT ?? '3000';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Error(`Expected PORT to be a number from 1 to 65535, but got “${text}”`);
  }
  return port;
}

interface Running {
  readonly server: DuixianServer;
  readonly store: EmbeddedStore;
  close(): Promise<void>;
}

async function start(): Promise<Running> {
  const port = readPort();
  const dataDir = resolve(process.env.DATA_DIR ?? 'data');
  const config = await loadDemoConfig(dataDir, { port });
  const store = await startEmbeddedStore({ dataDir: join(dataDir, 'store') });
  const database = await connectDatabase(store.uri('duixian'));
  const clock = createDemoClock(systemClock);
  const server = createServer({ config, database, clock, ids: randomIds, logger: createLogger(config.logLevel) });
  const close = async () => {
    await server.stop();
    await database.close();
    await store.close();
  };
  try {
    await ensureIndexes(database);
    if (!(await isSeeded(server.deps))) {
      console.log('正在准备演示数据…  Preparing demo data …');
      await seedDemo(server.deps, clock, { now: systemClock.now() });
    }
    await server.start(port);
  } catch (error) {
    await close();
    throw error;
  }
  return { server, store, close };
}

function printAccounts(): void {
  const width = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
  const pad = (text: string, columns: number) => text + ' '.repeat(Math.max(1, columns - width(text)));
  console.log(`\n演示账号（密码都是 ${demoAccounts[0]?.password ?? ''}）  Demo accounts, one password for all:`);
  for (const { tenant, login, role, purpose } of demoAccounts.filter((account) => account.tenant === 'yungang')) {
    console.log(`  ${pad(tenant, 10)}${pad(login, 14)}${pad(roleWords[role] ?? role, 12)}${purpose}`);
  }
  console.log('  另有 linhe（临河市）和 platform（平台）两个租户，账号见 README。');
}

try {
  const running = await start();
  console.log(`READY ${running.server.deps.config.publicUrl}`);
  printAccounts();
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Expected to stop cleanly, but ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  running.store.stopped.then((error) => {
    if (error === undefined || stopping) return;
    console.error(`Expected the store to run on, but it stopped: ${error.message}`);
    process.exit(1);
  });
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const port = process.env.PORT ?? '3000';
  const taken = `Port ${port} is taken. Choose another: PORT=3001 npm run demo（端口被占用，请换一个）`;
  console.error(code === 'EADDRINUSE' ? taken : `Expected to start, but ${message}`);
  process.exitCode = 1;
  // What is half open must not keep a failed process alive.
  setTimeout(() => process.exit(1), 1000).unref();
}
