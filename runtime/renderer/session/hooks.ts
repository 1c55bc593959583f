import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { FieldState, FormIssue } from '#core/form';
import { type MessageParams, message, rendererMessages } from '#core/messages';
import type { FileOpener, Uploader } from '../types.js';
import type { SessionStore } from './session-store.js';

/** What every field needs to know about the form around it. */
export interface Surroundings {
  readonly store: SessionStore;
  readonly layout: 'one-column' | 'dense';
  readonly isReading: boolean;
  readonly uploader: Uploader | undefined;
  readonly openFile: FileOpener | undefined;
}
const SurroundingsContext = createContext<Surroundings | undefined>(undefined);
export const SurroundingsProvider = SurroundingsContext.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === undefined) throw new Error('Expected a field inside a FormRenderer, but it stands alone');
  return surroundings;
}

type RendererKey = keyof typeof rendererMessages.zh;
export type Translate = (key: RendererKey, params?: MessageParams) => string;

export const translator =
  (locale: SessionStore['locale']): Translate =>
  (key, params) =>
    message(rendererMessages, locale, key, params);

export const useTranslate = (): Translate => translator(useSurroundings().store.locale);

/** The state of a path; draws again only when it changed. */
export function usePathState(path: string): FieldState | undefined {
  const { store } = useSurroundings();
  const subscribe = useCallback((listener: () => void) => store.engine.subscribe(path, listener), [store, path]);
  return useSyncExternalStore(subscribe, () => store.engine.get(path));
}

/** The issue to show at a path now, if any: the first, because one at a time can be mended. */
export function useShownIssue(path: string, state: FieldState | undefined): FormIssue | undefined {
  const { store } = useSurroundings();
  const isShown = useSyncExternalStore(store.subscribe, () => store.isShown(path));
  return isShown ? state?.issues[0] : undefined;
}

/** Draws again whenever the page around the fields changed. */
export const useStoreVersion = (store: SessionStore): number => useSyncExternalStore(store.subscribe, store.getVersion);

/** The id of the control at a path; errors, help and the summary refer to it. */
export const controlId = (store: SessionStore, path: string): string => `${store.prefix}-${path.replaceAll('.', '-')}`;
