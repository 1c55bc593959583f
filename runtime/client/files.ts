import { type AnswerOf, routes } from '#core/contract';
import { apiErrorFrom, offline } from './api-error.js';
import { call, withToken } from './call.js';

export type UploadedFile = AnswerOf<typeof routes.uploadFile>;

function uploadOnce(file: File, token: string | null, options: UploadOptions): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', `${routes.uploadFile.path}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => options.onProgress?.(event.total === 0 ? 0 : event.loaded / event.total);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as UploadedFile);
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
  return withToken((token) => uploadOnce(file, token, options));
}

/** A short-lived address of a file, to show or save it. */
export const fileAddress = (fileId: string) => call(routes.addressFile, { params: { fileId } });
