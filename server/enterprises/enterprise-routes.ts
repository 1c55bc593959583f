import { routes, z } from '#core/contract';
import { creditCodeVariable, snapshotLimits } from '#core/screening';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import {
  cancelImport,
  type ImportServices,
  importOf,
  listImports,
  presentImport,
  startImport,
  uploadImport,
} from './imports.js';
import type { SnapshotFirm } from './snapshot-book.js';
import type { Generation } from './snapshot-documents.js';

/** Place of a firm in its generation: chunk and row. */
const firmKey = z.tuple([z.int().min(0), z.int().min(0)]);

export function registerEnterprises(api: Api, services: ImportServices): void {
  const { deps } = services;
  const { snapshots, clock } = deps;

  api.handle(routes.getSnapshot, async ({ principal }) => {
    const current = await snapshots.current(principal.tenantId);
    if (current === null) return { snapshot: null };
    const { rows, columns, asOf, importedAt, importedBy, fileName } = current;
    return {
      snapshot: {
        rows,
        columns: columns.map((column) => ({
          ...column,
          ...(column.values === undefined ? {} : { values: [...column.values] }),
        })) as never,
        asOf,
        importedAt: new Date(importedAt).toISOString(),
        importedBy,
        fileName,
      },
    };
  });

  api.handle(routes.listSnapshotFirms, async ({ principal, query }) => {
    const { tenantId } = principal;
    const generation = await snapshots.current(tenantId);
    if (generation === null) return { items: [], nextCursor: null };
    if (query.query !== undefined && query.query !== '') {
      const firm = await snapshots.find(tenantId, generation, query.query);
      return { items: firm === null ? [] : [presentFirm(firm, generation)], nextCursor: null };
    }
    const [fromChunk, fromRow] = query.cursor === undefined ? [0, 0] : readCursor(firmKey, query.cursor);
    const firms: SnapshotFirm[] = [];
    for (let n = fromChunk; n < generation.chunks && firms.length <= query.limit; n += 1) {
      const chunk = await snapshots.chunk(tenantId, generation.id, n);
      if (chunk === null) break;
      firms.push(...snapshots.firmsOf(chunk, generation.columns).slice(n === fromChunk ? fromRow : 0));
    }
    const next = firms[query.limit];
    return {
      items: firms.slice(0, query.limit).map((firm) => presentFirm(firm, generation)),
      nextCursor: next === undefined ? null : writeCursor([next.n, next.index]),
    };
  });

  api.handle(routes.listEnterpriseImports, ({ principal, query }) => listImports(services, principal, query));
  api.handle(routes.getEnterpriseImport, async ({ principal, params }) =>
    presentImport(await importOf(services, principal, params.importId), clock.now()),
  );
  api.handle(routes.uploadEnterpriseFile, async ({ principal, query, request, response }) => {
    if (!request.is('application/octet-stream')) {
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { expected: 'application/octet-stream' });
    }
    try {
      if (Number(request.get('content-length') ?? 0) > snapshotLimits.fileBytes) {
        throw new DomainError('FILE_TOO_LARGE', { maxMegabytes: snapshotLimits.fileBytes / 1024 / 1024 });
      }
      return await uploadImport(services, principal, { name: query.name, body: request });
    } catch (error) {
      // What is still being sent is not worth reading; the connection ends with the answer.
      response.setHeader('Connection', 'close');
      request.resume();
      throw error;
    }
  });
  api.handle(routes.startEnterpriseImport, ({ principal, params, body }) =>
    startImport(services, principal, params.importId, body),
  );
  api.handle(routes.cancelEnterpriseImport, ({ principal, params }) =>
    cancelImport(services, principal, params.importId),
  );
}

/** A firm as a list shows it; its code masked in the column too. */
function presentFirm(firm: SnapshotFirm, { columns }: Generation) {
  return {
    key: `${firm.n}:${firm.index}`,
    name: firm.name,
    codeMasked: firm.codeMasked,
    values: columns.map(({ name }, index) =>
      name === creditCodeVariable ? firm.codeMasked : ((firm.values[index] ?? null) as never),
    ),
  };
}
