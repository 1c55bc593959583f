import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';

/** The bytes of imports under way, so that one goes on where its process died. Gone when the import ends. */
export interface ImportFiles {
  write(id: string, bytes: Buffer): Promise<void>;
  read(id: string): Promise<Buffer>;
  /** Nothing where it is gone already. */
  drop(id: string): Promise<void>;
}

export function createImportFiles(database: Connection): ImportFiles {
  if (database.db === undefined) throw new Error('Expected an open connection, but it is closed');
  const bucket = new mongoose.mongo.GridFSBucket(database.db, { bucketName: 'enterpriseFiles' });
  type BucketId = Parameters<typeof bucket.openDownloadStream>[0];
  const bucketId = (id: string) => id as unknown as BucketId;
  return {
    async write(id, bytes) {
      await pipeline(Readable.from([bytes]), bucket.openUploadStreamWithId(bucketId(id), id));
    },
    async read(id) {
      const pieces: Buffer[] = [];
      for await (const piece of bucket.openDownloadStream(bucketId(id))) pieces.push(piece as Buffer);
      return Buffer.concat(pieces);
    },
    async drop(id) {
      await bucket.delete(bucketId(id)).catch(() => undefined);
    },
  };
}
