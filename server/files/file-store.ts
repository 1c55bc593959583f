import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import type { Clock, Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { sniffBytes, sniffKind } from './file-kinds.js';
import { type FileRecord, fileRecordModel } from './file-record.js';
import { limitBytes } from './limit-bytes.js';

/** R24, U-files: 50 MB a file. */
export const maxFileBytes = 50 * 1024 * 1024;
/** How long a file may lie about before anything refers to it. */
export const looseFileMs = 24 * 3_600_000;

interface Upload {
  readonly tenantId: string;
  readonly accountId: string;
  readonly byWindow: boolean;
  readonly name: string;
  readonly body: Readable;
}

/**
 * Files in GridFS. A file's life: arriving, uploaded (loose), referred to by a draft, then by a case; loose again when the draft drops
 * it, and swept a day later. References are written before what refers, so that a crash leaves at worst a file too many.
 */
export interface FileStore {
  /** Streams a file in; FILE_TOO_LARGE while streaming, FILE_EMPTY, FILE_TYPE_REFUSED. Nothing stays of a refused one. */
  upload(upload: Upload): Promise<FileRecord>;
  byIds(tenantId: string, fileIds: readonly string[]): Promise<ReadonlyMap<string, FileRecord>>;
  read(file: FileRecord): Readable;
  /** Adds a reference to each of the files. */
  hold(tenantId: string, fileIds: readonly string[], ref: string): Promise<void>;
  /** Takes the reference off all files that carry it, but those that are still wanted. */
  releaseAllBut(tenantId: string, ref: string, wanted: readonly string[], candidates: readonly string[]): Promise<void>;
  /** Deletes files that nothing has referred to for a day; answers how many. */
  sweep(): Promise<number>;
}

export function createFileStore({ database, clock, ids }: { database: Connection; clock: Clock; ids: Ids }): FileStore {
  const records = fileRecordModel(database);
  if (database.db === undefined) throw new Error('Expected an open connection, but it is closed');
  const bucket = new mongoose.mongo.GridFSBucket(database.db, { bucketName: 'files' });
  type BucketId = Parameters<typeof bucket.openDownloadStream>[0];
  // Our ids are strings; GridFS takes any value, its types know only ObjectId.
  const bucketId = (id: string) => id as unknown as BucketId;
  const dropBytes = async (id: string) => {
    await bucket.delete(bucketId(id)).catch(() => undefined);
  };

  const store = async (id: string, source: Readable, limiter: Transform): Promise<string> => {
    const upload = bucket.openUploadStreamWithId(bucketId(id), id);
    try {
      const head: Buffer[] = [];
      let headLength = 0;
      let type: string | null = null;
      await pipeline(
        // A pipeline that fails destroys its source; the request must live on to carry the refusal.
        Readable.from(source.iterator({ destroyOnReturn: false })),
        limiter,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            if (type === null) {
              head.push(chunk);
              headLength += chunk.length;
              if (headLength < sniffBytes) continue;
              type = await assertKind(Buffer.concat(head));
              yield Buffer.concat(head);
            } else yield chunk;
          }
          if (type === null) {
            if (headLength === 0) throw new DomainError('FILE_EMPTY');
            type = await assertKind(Buffer.concat(head));
            yield Buffer.concat(head);
          }
        },
        upload,
      );
      return type ?? '';
    } catch (error) {
      await upload.abort().catch(() => undefined);
      throw error;
    }
  };

  return {
    async upload({ tenantId, accountId, byWindow, name, body }) {
      const id = ids.newId();
      const limiter = limitBytes(maxFileBytes);
      const now = clock.now();
      const coming: FileRecord = {
        _id: id,
        tenantId,
        name: fileName(name),
        size: 0,
        type: 'application/octet-stream',
        uploadedBy: accountId,
        byWindow,
        uploadedAt: now,
        refs: [],
        looseSince: now,
      };
      // The record first: bytes that no record knows would never be swept up if the process died between the two.
      await records.create({ ...coming, arriving: true });
      try {
        const type = await store(id, body, limiter);
        const arrived = { size: limiter.passed(), type };
        await records.updateOne({ tenantId, _id: id }, { $set: arrived, $unset: { arriving: 1 } });
        return { ...coming, ...arrived };
      } catch (error) {
        await records.deleteOne({ tenantId, _id: id }).catch(() => undefined);
        throw error;
      }
    },
    async byIds(tenantId, fileIds) {
      if (fileIds.length === 0) return new Map();
      const found = await records
        .find({ tenantId, _id: { $in: [...new Set(fileIds)] }, arriving: { $exists: false } })
        .lean<FileRecord[]>();
      return new Map(found.map((file) => [file._id, file]));
    },
    read: (file) => bucket.openDownloadStream(bucketId(file._id)),
    async hold(tenantId, fileIds, ref) {
      if (fileIds.length === 0) return;
      await records.updateMany(
        { tenantId, _id: { $in: [...fileIds] } },
        { $addToSet: { refs: ref }, $unset: { looseSince: 1 } },
      );
    },
    async releaseAllBut(tenantId, ref, wanted, candidates) {
      const dropped = candidates.filter((id) => !wanted.includes(id));
      if (dropped.length === 0) return;
      await records.updateMany({ tenantId, _id: { $in: dropped } }, { $pull: { refs: ref } });
      await records.updateMany(
        { tenantId, _id: { $in: dropped }, refs: { $size: 0 } },
        { $set: { looseSince: clock.now() } },
      );
    },
    async sweep() {
      const before = new Date(clock.now().getTime() - looseFileMs);
      const loose = await records
        .find({ looseSince: { $lt: before } })
        .limit(500)
        .lean<FileRecord[]>();
      let swept = 0;
      for (const file of loose) {
        // Only while it is still loose: a draft may have taken it up in between.
        const gone = await records.deleteOne({
          tenantId: file.tenantId,
          _id: file._id,
          looseSince: { $lt: before },
        });
        if (gone.deletedCount !== 1) continue;
        await dropBytes(file._id);
        swept += 1;
      }
      return swept;
    },
  };
}

async function assertKind(head: Buffer): Promise<string> {
  const kind = await sniffKind(head);
  if (kind === null) throw new DomainError('FILE_TYPE_REFUSED');
  return kind.type;
}

/** The name without folders and control characters, as it is shown and saved. */
function fileName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '').trim();
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean.slice(-200);
}
