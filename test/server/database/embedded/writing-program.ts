/** Writes without end to the store in `process.argv[2]`, and reports each write once it is acknowledged. Made to be killed. */
import { MongoClient } from 'mongodb';
import { startEmbeddedStore } from '../../../../server/database/embedded/index.js';

const [, , dataDir = '', first = '0'] = process.argv;
const store = await startEmbeddedStore({ dataDir });
const client = await MongoClient.connect(store.uri('kill'));
const rows = client.db().collection<{ _id: number; tag: string; list: number[]; rev: number }>('rows');
await rows.createIndex({ tag: 1, rev: -1 });
await rows.createIndex({ list: 1 });

async function writer(lane: number): Promise<void> {
  for (let n = Number(first) + lane; ; n += LANES) {
    await rows.insertOne({ _id: n, tag: `t${n % 7}`, list: [n % 5, n % 11], rev: 0 }, { writeConcern: { j: true } });
    process.stdout.write(`i${n}\n`);
    if (n % 3 === 0) {
      await rows.updateOne({ _id: n }, { $inc: { rev: 1 }, $push: { list: n % 13 } }, { writeConcern: { j: true } });
      process.stdout.write(`u${n}\n`);
    }
    if (n % 10 === 9) {
      await rows.deleteOne({ _id: n }, { writeConcern: { j: true } });
      process.stdout.write(`d${n}\n`);
    }
  }
}

const LANES = 8;
process.stdout.write('ready\n');
await Promise.all(Array.from({ length: LANES }, (_, lane) => writer(lane)));
