/** One command of one client, and what is common to all of them. */
import { toNumber } from '../bson/decimal.js';
import type { Encodable } from '../bson/encode.js';
import { Binary, type BsonDocument, type BsonValue, isDocument, isNumeric } from '../bson/value.js';
import type { Engine } from '../engine/engine.js';
import { CommandError } from '../errors.js';
import type { Collection } from '../storage/collection.js';
import type { Arguments } from './arguments.js';

export type Answer = ReadonlyMap<string, Encodable>;

export interface Call {
  readonly engine: Engine;
  readonly name: string;
  readonly database: string;
  readonly args: Arguments;
  /** Documents to insert, as bytes. */
  readonly payload: readonly Buffer[] | undefined;
  readonly session: string | undefined;
  readonly deadline: number;
  readonly connectionId: number;
}

export interface CommandSpec {
  /** Fields beside the generic ones. */
  readonly fields: readonly string[];
  readonly run: (call: Call) => Answer | Promise<Answer>;
}

export function answer(entries: Readonly<Record<string, Encodable | undefined>>): Answer {
  const result = new Map<string, Encodable>();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) result.set(key, value);
  return result;
}

/** The collection that a command names, if it exists. */
export function target(call: Call): { name: string; collection: Collection | undefined } {
  const name = call.args.text(call.name);
  if (name === '') throw new CommandError('InvalidNamespace', `Invalid namespace specified '${call.database}.'`);
  return { name, collection: call.engine.catalogue.find(call.database, name) };
}

export function sessionOf(command: BsonDocument): string | undefined {
  const lsid = command.get('lsid');
  const id = isDocument(lsid) ? lsid.get('id') : undefined;
  return id instanceof Binary ? id.toString('hex') : undefined;
}

export function deadlineOf(command: BsonDocument): number {
  const limit = command.get('maxTimeMS');
  if (limit === undefined || !isNumeric(limit)) return Number.POSITIVE_INFINITY;
  const ms = toNumber(limit);
  if (ms < 0) throw new CommandError('BadValue', `maxTimeMS must not be negative, but is ${ms}`);
  return ms === 0 ? Number.POSITIVE_INFINITY : performance.now() + ms;
}

/** Manual: "Transactions" need a replica set; a standalone answers 20, and so does this store (D18). */
export function refuseTransactions(command: BsonDocument): void {
  if (command.has('txnNumber') || command.has('startTransaction') || command.has('autocommit'))
    throw new CommandError(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
}

const READ_LEVELS: readonly BsonValue[] = ['local', 'available', 'majority'];

export function checkConcerns(command: BsonDocument): void {
  const read = command.get('readConcern');
  const level = isDocument(read) ? read.get('level') : undefined;
  if (level !== undefined && !READ_LEVELS.includes(level))
    throw new CommandError('InvalidOptions', `Read concern level ${String(level)} is not supported by a standalone`);
  const write = command.get('writeConcern');
  const w = isDocument(write) ? write.get('w') : undefined;
  if (w !== undefined && isNumeric(w) && toNumber(w) > 1)
    throw new CommandError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  if (typeof w === 'string' && w !== 'majority')
    throw new CommandError(79, `No write concern mode named '${w}' found in replica set configuration`);
}
