/** What commands work on: the catalogue, the queue of writes, and the cursors that are open. */
import { Catalogue } from '../storage/catalogue.js';
import type { Disk } from '../storage/disk.js';
import { WriteQueue } from '../storage/write-queue.js';
import { Cursors } from './cursors.js';

export class Engine {
  readonly catalogue: Catalogue;
  readonly writes: WriteQueue;
  readonly cursors = new Cursors();
  readonly startedAt = Date.now();
  readonly counters = new Map<string, number>();

  constructor(readonly disk: Disk) {
    this.catalogue = new Catalogue(disk);
    this.writes = new WriteQueue(this.catalogue);
  }
}
