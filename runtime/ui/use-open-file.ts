import { App } from 'antd';
import { fileAddress } from '#client';
import { errorText } from './error-text.js';
import { useLocale } from './preferences.js';

/** Opens a file in a tab of its own by a short-lived address (D15). */
export function useOpenFile(): (file: { readonly fileId: string }) => void {
  const locale = useLocale();
  const { message } = App.useApp();
  return ({ fileId }) => {
    fileAddress(fileId)
      .then(({ url }) => window.open(url, '_blank', 'noopener'))
      .catch((error: unknown) => message.error(errorText(error, locale)));
  };
}
