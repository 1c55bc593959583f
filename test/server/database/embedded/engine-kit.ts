import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BSON } from 'mongodb';
import { decodeDocument } from '../../../../server/database/embedded/bson/decode.js';
import { encodeDocument } from '../../../../server/database/embedded/bson/encode.js';
import { dispatch } from '../../../../server/database/embedded/commands/dispatch.js';
import { Engine } from '../../../../server/database/embedded/engine/engine.js';
import { Disk } from '../../../../server/database/embedded/storage/disk.js';
import { memoryFolder } from '../../../fixtures/memory-folder.js';

type Plain = Record<string, unknown>;

export interface TestEngine {
  readonly engine: Engine;
  /** Runs a command as a client would, without the socket; gives the answer, also if it is a failure. */
  command(command: Plain): Promise<Plain>;
  /** All documents of the first batch. */
  documents(command: Plain): Promise<Plain[]>;
  remove(): Promise<void>;
}

/** The engine on a directory of its own, spoken to in commands. */
export async function openTestEngine(): Promise<TestEngine> {
  const directory = await memoryFolder('engine-test-');
  const disk = new Disk(join(directory, 'data.mdb'));
  const engine = new Engine(disk);
  const command = async (given: Plain): Promise<Plain> => {
    const bytes = Buffer.from(BSON.serialize(given));
    const request = { command: decodeDocument(bytes), database: 'test', payload: undefined, connectionId: 1 };
    const answer = await dispatch(engine, request, (error) => {
      throw error;
    });
    return BSON.deserialize(encodeDocument(answer));
  };
  return {
    engine,
    command,
    documents: async (given) => {
      const answer = await command(given);
      if (answer.ok !== 1) throw new Error(`Expected an answer, but got ${JSON.stringify(answer)}`);
      return (answer.cursor as { firstBatch: Plain[] }).firstBatch;
    },
    remove: async () => {
      await disk.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What an expression gives for a document, or the code of its refusal. */
export async function evaluateOn(kit: TestEngine, expression: unknown, document: Plain = {}): Promise<unknown> {
  await kit.command({ drop: 'e' });
  await kit.command({ insert: 'e', documents: [{ _id: 1, ...document }] });
  const answer = await kit.command({ aggregate: 'e', pipeline: [{ $project: { _id: 0, r: expression } }], cursor: {} });
  if (answer.ok !== 1) return { code: answer.code };
  return (answer.cursor as { firstBatch: Plain[] }).firstBatch[0]?.r;
}

/** What a pipeline gives for these documents, numbered from 0. */
export async function aggregateOn(
  kit: TestEngine,
  documents: readonly Plain[],
  pipeline: readonly Plain[],
): Promise<Plain[]> {
  await kit.command({ drop: 'a' });
  await kit.command({ insert: 'a', documents: documents.map((document, _id) => ({ _id, ...document })) });
  return kit.documents({ aggregate: 'a', pipeline, cursor: {} });
}
