import { useSyncExternalStore } from 'react';
import { type Locale, type MessageParams, type Messages, message } from '#core/messages';

/** Language and text size: a person's choice in this browser. */
interface Preferences {
  readonly locale: Locale;
  readonly isLarge: boolean;
}

const key = 'duixian.preferences';

function stored(): Preferences {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>;
    return { locale: value.locale === 'en-US' ? 'en-US' : 'zh-CN', isLarge: value.isLarge === true };
  } catch {
    return { locale: 'zh-CN', isLarge: false };
  }
}

let current = stored();
const listeners = new Set<() => void>();

function apply(): void {
  document.documentElement.lang = current.locale;
  document.documentElement.dataset.large = String(current.isLarge);
}
apply();

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(key, JSON.stringify(current));
  apply();
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export const useLocale = (): Locale => usePreferences().locale;

/** The words of an area in the reader's language: `const t = useMessages(portalMessages); t('home.title')`. */
export function useMessages<Key extends string>(words: Messages<Key>): (key: Key, params?: MessageParams) => string {
  const locale = useLocale();
  return (key, params) => message(words, locale, key, params);
}
