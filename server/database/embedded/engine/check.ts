/** Whether what is on disk agrees with itself: every record readable, every index entry where its record says, no other. */
import { decodeDocument } from '../bson/decode.js';
import type { Catalogue } from '../storage/catalogue.js';
import { type Collection, entriesOf } from '../storage/collection.js';
import { indexKey, indexRange } from '../storage/layout.js';

export interface CheckReport {
  readonly collections: number;
  readonly documents: number;
  readonly indexEntries: number;
  /** Empty if all is well. */
  readonly problems: readonly string[];
}

const MAX_PROBLEMS = 100;

export function checkCatalogue(catalogue: Catalogue): CheckReport {
  const problems: string[] = [];
  let documents = 0;
  let indexEntries = 0;
  const all = catalogue.all();
  for (const collection of all) {
    const checked = checkCollection(collection, (problem) => {
      if (problems.length < MAX_PROBLEMS) problems.push(`${collection.namespace}: ${problem}`);
    });
    documents += checked.documents;
    indexEntries += checked.entries;
  }
  return { collections: all.length, documents, indexEntries, problems };
}

function checkCollection(
  collection: Collection,
  complain: (problem: string) => void,
): { documents: number; entries: number } {
  const expected = new Map(collection.indexes.map((index) => [index, 0]));
  let [documents, dataSize] = [0, 0];
  for (const { recordId, raw } of collection.records()) {
    documents++;
    dataSize += raw.length;
    try {
      const document = decodeDocument(raw);
      for (const index of collection.indexes)
        for (const { bytes } of entriesOf(index, document).entries.values()) {
          expected.set(index, (expected.get(index) ?? 0) + 1);
          if (!collection.disk.get(indexKey(index.id, bytes, recordId)))
            complain(`the index ${index.name} does not hold record ${recordId}`);
        }
    } catch (error) {
      complain(`record ${recordId} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  let entries = 0;
  for (const [index, count] of expected) {
    const found = collection.disk.count(indexRange(index.id));
    entries += found;
    if (found !== count) complain(`the index ${index.name} has ${found} entries, but its records ask for ${count}`);
  }
  const { state } = collection;
  if (state.count !== documents) complain(`it counts ${state.count} documents, but there are ${documents}`);
  if (state.dataSize !== dataSize) complain(`it counts ${state.dataSize} bytes, but there are ${dataSize}`);
  return { documents, entries };
}
