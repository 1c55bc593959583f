/** From a command document to its answer. A failure is an answer too. */
import type { BsonDocument, BsonValue } from '../bson/value.js';
import type { Engine } from '../engine/engine.js';
import { CommandError } from '../errors.js';
import { AGGREGATE_COMMANDS } from './aggregate-command.js';
import { Arguments } from './arguments.js';
import {
  type Answer,
  answer,
  type CommandSpec,
  checkConcerns,
  deadlineOf,
  refuseTransactions,
  sessionOf,
} from './call.js';
import { CATALOGUE_COMMANDS } from './catalogue-commands.js';
import { READ_COMMANDS } from './read-commands.js';
import { SERVER_COMMANDS } from './server-commands.js';
import { STATISTICS_COMMANDS } from './statistics-commands.js';
import { WRITE_COMMANDS } from './write-commands.js';

export interface Request {
  readonly command: BsonDocument;
  readonly database: string;
  readonly payload: readonly Buffer[] | undefined;
  readonly connectionId: number;
}

const COMMANDS: ReadonlyMap<string, CommandSpec> = new Map([
  ...SERVER_COMMANDS,
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  ...CATALOGUE_COMMANDS,
  ...AGGREGATE_COMMANDS,
  ...STATISTICS_COMMANDS,
]);

const ALIASES: ReadonlyMap<string, string> = new Map([['findandmodify', 'findAndModify']]);

/** Reports what no client should ever see the inside of. */
export type ReportError = (error: unknown) => void;

export async function dispatch(engine: Engine, request: Request, report: ReportError): Promise<Answer> {
  try {
    return await run(engine, request);
  } catch (error) {
    if (error instanceof CommandError) return failure(error);
    report(error);
    return failure(new CommandError('InternalError', 'An internal error happened in the embedded store'));
  }
}

function run(engine: Engine, { command, database, payload, connectionId }: Request): Answer | Promise<Answer> {
  const given = command.keys().next().value;
  const name = given === undefined ? '' : (ALIASES.get(given) ?? given);
  const spec = COMMANDS.get(name);
  if (given === undefined || !spec) throw new CommandError('CommandNotFound', `no such command: '${given ?? ''}'`);
  refuseTransactions(command);
  checkConcerns(command);
  const args = new Arguments(name, name === given ? command : renamed(command, given, name)).only(
    new Set([name, ...spec.fields]),
  );
  engine.counters.set(name, (engine.counters.get(name) ?? 0) + 1);
  return spec.run({
    engine,
    name,
    database,
    args,
    payload,
    session: sessionOf(command),
    deadline: deadlineOf(command),
    connectionId,
  });
}

function renamed(command: BsonDocument, given: string, name: string): BsonDocument {
  return new Map([...command].map(([key, value]) => [key === given ? name : key, value]));
}

function failure(error: CommandError): Answer {
  const extra = Object.fromEntries(error.extra as Map<string, BsonValue>);
  return answer({ ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...extra });
}
