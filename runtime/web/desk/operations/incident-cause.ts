import type { IncidentView } from '#core/contract';
import { operationMessages } from '#core/messages';
import { useMessages } from '#ui';

type Key = keyof typeof operationMessages.zh;
const known = (key: string): key is Key => Object.hasOwn(operationMessages.zh, key);

/** What went wrong, in plain words: its kind, and what is known beside. */
export function useIncidentCause(): {
  kind(code: string): string;
  detail(incident: Pick<IncidentView, 'params'>): string | null;
} {
  const t = useMessages(operationMessages);
  return {
    kind(code) {
      const key = `kind.${code}`;
      return t(known(key) ? key : 'kind.other');
    },
    detail({ params: { message, source } }) {
      if (message !== undefined) {
        const key = `fault.${message}`;
        return known(key) ? t(key) : t('fault.said', { message });
      }
      return source === undefined ? null : t('fault.source', { source });
    },
  };
}
