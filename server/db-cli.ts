/**
 * `npm run db -- serve|export|import|check|backup`: the embedded store without the rest, and moving data to and from real
 * MongoDB. Exit code 0: done; 1: refused, or something was found; 2: the command was not understood.
 */
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import type { CheckReport } from './database/embedded/engine/check.js';
import { EmbeddedStoreError, startEmbeddedStore } from './database/embedded/index.js';
import { backUpDataDirectory, checkDataDirectory } from './database/embedded/tools/maintenance.js';
import {
  exportDatabase,
  importDatabase,
  TransferError,
  type TransferReport,
} from './database/embedded/tools/transfer.js';
import { databaseName, storeDirectory } from './database/store-directory.js';

const USAGE = `用法 Usage: npm run db -- <命令 command> [选项 options]

  serve   [--data-dir DIR]                     单独运行内嵌数据库，打印连接串  run the store alone, print its connection string
  check   [--data-dir DIR]                     检查数据目录（须停机）          check a data directory (while stopped)
  backup  [--data-dir DIR] --out DIR           备份（可在运行时）              copy a data directory, also while the server runs
  export  [--data-dir DIR | --uri URI] --database NAME --out DIR   导出为扩展 JSON  write Extended JSON
  import  [--data-dir DIR | --uri URI] --database NAME --in DIR    导入            read it

  --data-dir  数据目录，默认 DATA_DIR/store 或 ./data/store  the data directory, by default DATA_DIR/store or ./data/store
  --uri       真实 MongoDB 的连接串             a real MongoDB instead of a data directory
`;

const options = {
  'data-dir': { type: 'string', default: storeDirectory(process.env.DATA_DIR || 'data') },
  uri: { type: 'string' },
  database: { type: 'string' },
  out: { type: 'string' },
  in: { type: 'string' },
} as const;

class UsageError extends Error {}

interface Given {
  readonly dataDir: string;
  readonly uri: string | undefined;
  demand(option: 'database' | 'out' | 'in'): string;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function serve({ dataDir }: Given): Promise<number> {
  const store = await startEmbeddedStore({ dataDir });
  say(store.uri(databaseName));
  const interrupted = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined));
  });
  const died = await Promise.race([interrupted, store.stopped]);
  if (died) throw died;
  await store.close();
  return 0;
}

function reportCheck({ collections, documents, indexEntries, problems }: CheckReport): number {
  for (const problem of problems) say(`✗ ${problem}`);
  say(
    `${collections} 个集合 collections，${documents} 条文档 documents，${indexEntries} 个索引项 index entries，${problems.length} 个问题 problems`,
  );
  return problems.length === 0 ? 0 : 1;
}

function reportTransfer({ collections, documents }: TransferReport): number {
  say(`${collections} 个集合 collections，${documents} 条文档 documents`);
  return 0;
}

/** Connects to the MongoDB that was named, or starts the store for as long as it takes. */
async function withClient<T>(
  { dataDir, uri }: Given,
  database: string,
  work: (client: MongoClient) => Promise<T>,
): Promise<T> {
  const store = uri === undefined ? await startEmbeddedStore({ dataDir }) : undefined;
  try {
    const client = await MongoClient.connect(uri ?? (store?.uri(database) as string));
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  } finally {
    await store?.close();
  }
}

const COMMANDS: ReadonlyMap<string, (given: Given) => Promise<number>> = new Map([
  ['serve', serve],
  ['check', async ({ dataDir }: Given) => reportCheck(await checkDataDirectory(dataDir))],
  ['backup', async (given: Given) => reportCheck(await backUpDataDirectory(given.dataDir, given.demand('out')))],
  [
    'export',
    async (given: Given) => {
      const [database, out] = [given.demand('database'), given.demand('out')];
      return reportTransfer(await withClient(given, database, (client) => exportDatabase(client.db(database), out)));
    },
  ],
  [
    'import',
    async (given: Given) => {
      const [database, from] = [given.demand('database'), given.demand('in')];
      return reportTransfer(await withClient(given, database, (client) => importDatabase(client.db(database), from)));
    },
  ],
]);

function parse(args: readonly string[]): { run: (given: Given) => Promise<number>; given: Given } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const run = COMMANDS.get(positionals[0] ?? '');
    if (!run || positionals.length !== 1) throw new UsageError('未知命令 unknown command');
    const demand = (option: 'database' | 'out' | 'in') => {
      const value = values[option];
      if (value === undefined) throw new UsageError(`缺少选项 missing option --${option}`);
      return value;
    };
    return { run, given: { dataDir: values['data-dir'], uri: values.uri, demand } };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const { run, given } = parse(args);
    return await run(given);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof EmbeddedStoreError || error instanceof TransferError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
