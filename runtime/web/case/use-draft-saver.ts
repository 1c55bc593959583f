import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DraftView } from '#core/contract';
import { DraftSaver, type SaveState } from './draft-saver.js';

/** The saver of one draft for as long as its page is open; leaving brings the rest to the server. */
export function useDraftSaver(draft: DraftView): { readonly saver: DraftSaver; readonly state: SaveState } {
  const [saver] = useState(() => new DraftSaver(draft));
  useEffect(() => () => void saver.flush(), [saver]);
  return { saver, state: useSyncExternalStore(saver.subscribe, () => saver.state) };
}
