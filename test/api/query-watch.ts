import type { CommandStartedEvent } from 'mongodb';
import type { Connection } from 'mongoose';

type Command = Readonly<Record<string, unknown>>;

interface Watched {
  readonly database: string;
  readonly command: Command;
}

/** Queries that read whole collections on purpose, each with its reason. */
const allowed: ReadonlyMap<string, string> = new Map([
  ['find migrations', 'a record for each migration there has been: a dozen'],
]);

const filterFields: Readonly<Record<string, string>> = {
  find: 'filter',
  count: 'query',
  distinct: 'query',
  findAndModify: 'query',
  aggregate: 'pipeline',
  update: 'updates',
  delete: 'deletes',
};

/** What explain does not take, or what has nothing to do with the plan. */
const generic = new Set(['lsid', '$db', '$clusterTime', '$readPreference', 'readConcern', 'writeConcern', 'ordered']);

/** One command for each statement: explain takes one at a time. */
function statementsOf(command: Command, name: string): Command[] {
  const whole = Object.fromEntries(Object.entries(command).filter(([key]) => !generic.has(key)));
  const field = filterFields[name] as string;
  if (name !== 'update' && name !== 'delete') return [whole];
  return (command[field] as unknown[]).map((statement) => ({ ...whole, [field]: [statement] }));
}

/** The command without its values: what the plan hangs on. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))];
  if (typeof value !== 'object' || value === null) return typeof value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value.constructor.name;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

/** Any document will do: GridFS asks so whether there is one. */
function readsOne(command: Command): boolean {
  const { filter, limit } = command as { readonly filter?: object; readonly limit?: number };
  return limit === 1 && filter !== undefined && Object.keys(filter).length === 0;
}

function fieldsOf(command: Command, name: string): string {
  const given = command[filterFields[name] as string];
  const first = Array.isArray(given) ? (given[0] as { q?: object; $match?: object } | undefined) : (given as object);
  const filter = Array.isArray(given) ? (first as { q?: object; $match?: object })?.q : first;
  return Object.keys(filter ?? {}).join(' ');
}

function stagesOf(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(stagesOf);
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]) =>
    key === 'stage' && typeof value === 'string' ? [value] : key === 'rejectedPlans' ? [] : stagesOf(value),
  );
}

export interface QueryWatch {
  /** The queries so far that read a collection without an index, in words. */
  scans(): Promise<readonly string[]>;
}

/**
 * Remembers one query of each shape that a connection sends (it must have been made with `monitorCommands`), and asks the
 * store afterwards, when the collections are there, how it would run them.
 */
export function watchQueries(connection: Connection): QueryWatch {
  const seen = new Map<string, Watched>();
  const onStarted = ({ command, commandName, databaseName }: CommandStartedEvent) => {
    if (!(commandName in filterFields) || command.explain !== undefined || readsOne(command)) return;
    for (const statement of statementsOf(command, commandName)) {
      const key = JSON.stringify([databaseName, statement[commandName], shapeOf(statement)]);
      if (!seen.has(key)) seen.set(key, { database: databaseName, command: statement });
    }
  };
  connection.getClient().on('commandStarted', onStarted);
  return {
    async scans() {
      const found: string[] = [];
      for (const { database, command } of [...seen.values()]) {
        const name = Object.keys(command)[0] as string;
        const title = `${name} ${command[name]} ${fieldsOf(command, name)}`.trim();
        const answer = await connection.getClient().db(database).command({
          explain: command,
          verbosity: 'queryPlanner',
        });
        if (stagesOf(answer).includes('COLLSCAN') && !allowed.has(title))
          found.push(`${title}: ${JSON.stringify(command)}`);
      }
      return found;
    },
  };
}
