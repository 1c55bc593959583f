import { fileAddress } from '#client';
import { errorText } from './error-text.js';
import { useLocale } from './preferences.js';

/**
 * Opens a file in a tab of its own by a short-lived address (D15). What says that it could not is loaded then: filling in
 * a form stands outside the host of messages.
 */
export function useOpenFile(): (file: { readonly fileId: string }) => void {
  const locale = useLocale();
  return ({ fileId }) => {
    fileAddress(fileId)
      .then(({ url }) => window.open(url, '_blank', 'noopener'))
      .catch(async (error: unknown) => {
        const { default: message } = await import('antd/es/message/index.js');
        message.error(errorText(error, locale));
      });
  };
}
