import { useCallback } from 'react';
import { uploadFile } from '#client';
import { errorText } from './error-text.js';
import { useLocale } from './preferences.js';

interface UploadOptions {
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Uploads for form fields; a refusal becomes an `Error` whose message a person can read. */
export function useUploader() {
  const locale = useLocale();
  return useCallback(
    async (file: File, options: UploadOptions) => {
      try {
        const { fileId, name, size } = await uploadFile(file, options);
        return { fileId, name, size };
      } catch (error) {
        if (options.signal.aborted) throw error;
        throw new Error(errorText(error, locale), { cause: error });
      }
    },
    [locale],
  );
}
