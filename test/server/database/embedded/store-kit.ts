import { rm } from 'node:fs/promises';
import mongoose, { type Model, Schema } from 'mongoose';
import { type EmbeddedStore, startEmbeddedStore } from '../../../../server/database/embedded/index.js';
import { memoryFolder } from '../../../fixtures/memory-folder.js';

export interface TestStore {
  readonly dataDir: string;
  store: EmbeddedStore;
  connection: mongoose.Connection;
  /** Closes everything and starts again on the same directory. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** A store of its own for a test file, with a mongoose connection to it. */
export async function openTestStore(): Promise<TestStore> {
  const dataDir = await memoryFolder('store-test-');
  const connect = (from: EmbeddedStore) => mongoose.createConnection(from.uri('test')).asPromise();
  const store = await startEmbeddedStore({ dataDir });
  const kit: TestStore = {
    dataDir,
    store,
    connection: await connect(store),
    restart: async () => {
      await kit.connection.close();
      await kit.store.close();
      kit.store = await startEmbeddedStore({ dataDir });
      kit.connection = await connect(kit.store);
    },
    remove: async () => {
      await kit.connection.close();
      await kit.store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return kit;
}

let models = 0;
/** A model of a test's own. */
export function modelOf<T>(kit: TestStore, definition: object, options: object): Model<T> {
  models += 1;
  return kit.connection.model<T>(`Model${models}`, new Schema(definition, options) as Schema<T>);
}
