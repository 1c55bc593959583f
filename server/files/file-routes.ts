import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { routes } from '#core/contract';
import type { Api } from '../http/api.js';
import type { Deps } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { FileAddresses } from './file-address.js';
import { kindOf } from './file-kinds.js';
import type { FileRecord } from './file-record.js';
import { type FileStore, maxFileBytes } from './file-store.js';

/** Whether somebody may read what one of these references names; answered by the drafts and cases. */
export type ReferenceReader = (principal: Principal, refs: readonly string[]) => Promise<boolean>;

export function registerFiles(
  api: Api,
  deps: Deps,
  { store, addresses, mayRead }: { store: FileStore; addresses: FileAddresses; mayRead: ReferenceReader },
): void {
  api.handle(routes.uploadFile, async ({ principal, query, request, response }) => {
    if (!request.is('application/octet-stream')) {
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { expected: 'application/octet-stream' });
    }
    assertAnnouncedSize(request, response);
    try {
      const file = await store.upload({
        tenantId: principal.tenantId,
        accountId: principal.accountId,
        byWindow: principal.can('case.file-on-behalf'),
        name: query.name,
        body: request,
      });
      return { fileId: file._id, name: file.name, size: file.size, type: file.type };
    } catch (error) {
      // What is still being sent is not worth reading; the connection ends with the answer.
      response.setHeader('Connection', 'close');
      request.resume();
      throw error;
    }
  });

  api.handle(routes.addressFile, async ({ principal, params }) => {
    const file = (await store.byIds(principal.tenantId, [params.fileId])).get(params.fileId);
    if (file === undefined) throw new DomainError('NOT_FOUND');
    const own = file.uploadedBy === principal.accountId;
    if (!own && !(await mayRead(principal, file.refs))) throw new DomainError('NOT_FOUND');
    const { token, expiresAt } = addresses.sign({ tenantId: file.tenantId, fileId: file._id });
    return { url: `/api/files/content/${token}`, name: file.name, type: file.type, size: file.size, expiresAt };
  });

  api.stream(routes.downloadFile, async ({ params, response }) => {
    const { tenantId, fileId } = addresses.open(params.token);
    const file = (await store.byIds(tenantId, [fileId])).get(fileId);
    if (file === undefined) throw new DomainError('NOT_FOUND');
    response.status(200).set(headersOf(file));
    try {
      await pipeline(store.read(file), response);
    } catch (error) {
      if (!response.headersSent) throw error;
      // The reader went away, or the bytes did: the broken answer says so by itself.
      deps.logger.warn({ fileId, err: error }, 'Expected to send the whole file, but the stream broke');
      response.destroy();
    }
  });
}

function assertAnnouncedSize(request: Request, response: Response): void {
  const announced = Number(request.get('content-length') ?? 0);
  if (announced <= maxFileBytes) return;
  response.setHeader('Connection', 'close');
  throw new DomainError('FILE_TOO_LARGE', { maxMegabytes: maxFileBytes / 1024 / 1024 });
}

/** Never a page of our origin: no sniffing, a sandbox without scripts, attachment for all that a browser need not show. */
function headersOf(file: FileRecord): Record<string, string> {
  const disposition = kindOf(file.type)?.inline === true ? 'inline' : 'attachment';
  const ascii = file.name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  return {
    'Content-Type': file.type,
    'Content-Length': String(file.size),
    'Content-Disposition': `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:",
    'Cache-Control': 'private, no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
