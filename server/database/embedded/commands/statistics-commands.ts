/** collStats, dbStats, serverStatus (manual: "Diagnostic Commands"). */
import { CommandError } from '../errors.js';
import type { Collection } from '../storage/collection.js';
import { type Answer, answer, type Call, type CommandSpec, target } from './call.js';

function sizesOf(collection: Collection) {
  const { count, dataSize } = collection.state;
  return { count, size: dataSize, avgObjSize: count > 0 ? dataSize / count : 0 };
}

function collStats(call: Call): Answer {
  const { name, collection } = target(call);
  const ns = `${call.database}.${name}`;
  if (!collection) return answer({ ns, count: 0, size: 0, nindexes: 0, ok: 1 });
  return answer({
    ns,
    ...sizesOf(collection),
    storageSize: collection.state.dataSize,
    nindexes: collection.indexes.length,
    capped: false,
    ok: 1,
  });
}

function dbStats(call: Call): Answer {
  const all = call.engine.catalogue.all(call.database);
  const total = (pick: (collection: Collection) => number) =>
    all.reduce((sum, collection) => sum + pick(collection), 0);
  const dataSize = total(({ state }) => state.dataSize);
  return answer({
    db: call.database,
    collections: all.length,
    views: 0,
    objects: total(({ state }) => state.count),
    dataSize,
    storageSize: dataSize,
    indexes: total(({ indexes }) => indexes.length),
    ok: 1,
  });
}

function serverStatus(call: Call): Answer {
  const { engine } = call;
  const { rss, heapUsed } = process.memoryUsage();
  return answer({
    host: 'embedded',
    version: '7.0.0',
    process: 'duixian-embedded',
    uptime: (Date.now() - engine.startedAt) / 1000,
    localTime: new Date(),
    mem: answer({ resident: Math.round(rss / 1048576), heapUsed: Math.round(heapUsed / 1048576) }),
    metrics: answer({
      cursor: answer({ open: answer({ total: engine.cursors.size }) }),
      commands: new Map([...engine.counters].map(([name, total]) => [name, answer({ total })])),
    }),
    ok: 1,
  });
}

const SECTION_FLAGS = ['repl', 'metrics', 'locks', 'sharding', 'tcmalloc', 'wiredTiger', 'opcounters'];

export const STATISTICS_COMMANDS: ReadonlyMap<string, CommandSpec> = new Map<string, CommandSpec>([
  ['collStats', { fields: ['scale'], run: scaled(collStats) }],
  ['dbStats', { fields: ['scale', 'freeStorage'], run: scaled(dbStats) }],
  ['serverStatus', { fields: SECTION_FLAGS, run: serverStatus }],
]);

/** Sizes are given in bytes only. */
function scaled(run: (call: Call) => Answer): (call: Call) => Answer {
  return (call) => {
    const scale = call.args.count('scale') ?? 1;
    if (scale !== 1)
      throw new CommandError('NotImplemented', `${call.name} with a scale is not supported by the embedded store`);
    return run(call);
  };
}
