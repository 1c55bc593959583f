import { readFileSync } from 'node:fs';
import type { Target } from './operations.js';

const DOCUMENTS = 1_000_000;
const SAMPLE_EVERY = 20_000;

/** Memory of this process, both threads, without pages of files: those are the system's to take back. */
function privateMegabytes(): number {
  const kilobytes = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return kilobytes === undefined ? process.memoryUsage().rss / 1_048_576 : Number(kilobytes) / 1024;
}

/** A million small documents through one cursor: memory must not grow with them. */
export async function measureStream({ rows }: Target): Promise<string> {
  const many = rows.db.collection<{ n: number; text: string }>('many');
  for (let start = 0; start < DOCUMENTS; start += 20_000)
    await many.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ n: start + i, text: '填写的内容' })));
  const samples: number[] = [];
  const begun = performance.now();
  let count = 0;
  for await (const _ of many.find().batchSize(1000)) if (++count % SAMPLE_EVERY === 0) samples.push(privateMegabytes());
  const seconds = (performance.now() - begun) / 1000;
  const part = (index: number) => samples.slice(...[index, index + 1].map((k) => Math.floor((k * samples.length) / 5)));
  const most = (values: readonly number[]) => Math.round(Math.max(...values));
  const fifths = [0, 1, 2, 3, 4].map((index) => most(part(index)));
  return `${count} documents through a cursor in ${seconds.toFixed(1)} s; most private memory in each fifth: ${fifths.join(', ')} MB`;
}
