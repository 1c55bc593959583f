import { type AnswerOf, type EnterpriseImport, routes } from '#core/contract';
import { apiErrorFrom, offline } from './api-error.js';
import { call, withToken } from './call.js';

export type UploadedFile = AnswerOf<typeof routes.uploadFile>;

function uploadOnce<Answer>(path: string, file: File, token: string | null, options: UploadOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', `${path}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => options.onProgress?.(event.total === 0 ? 0 : event.loaded / event.total);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as Answer);
      else reject(apiErrorFrom(request.status, request.response));
    };
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export interface UploadOptions {
  /** Share sent, 0 … 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Uploads one file. Throws `ApiError`, or an AbortError. */
export function uploadFile(file: File, options: UploadOptions = {}): Promise<UploadedFile> {
  return withToken((token) => uploadOnce<UploadedFile>(routes.uploadFile.path, file, token, options));
}

/** Uploads a table of enterprises; the answer guesses its columns. Throws `ApiError`, or an AbortError. */
export function uploadEnterpriseTable(file: File, options: UploadOptions = {}): Promise<EnterpriseImport> {
  return withToken((token) => uploadOnce<EnterpriseImport>(routes.uploadEnterpriseFile.path, file, token, options));
}

/** Fetches a file that a route makes, and saves it under this name. Throws `ApiError`. */
export async function saveAnswer(path: string, name: string): Promise<void> {
  const blob = await withToken(async (token) => {
    let response: Response;
    try {
      response = await fetch(path, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
    } catch {
      throw offline();
    }
    if (!response.ok) throw apiErrorFrom(response.status, await response.json().catch(() => null));
    return response.blob();
  });
  saveBlob(blob, name);
}

/** Lets the browser save bytes as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A short-lived address of a file, to show or save it. */
export const fileAddress = (fileId: string) => call(routes.addressFile, { params: { fileId } });
