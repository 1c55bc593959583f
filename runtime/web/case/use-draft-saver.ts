import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DraftView } from '#core/contract';
import { DraftSaver, type SaveState, unsavedOnDevice } from './draft-saver.js';

/** The saver of one draft for as long as its page is open; leaving brings the rest to the server. */
export function useDraftSaver(draft: DraftView): { readonly saver: DraftSaver; readonly state: SaveState } {
  const [saver] = useState(() => new DraftSaver(draft));
  useEffect(() => {
    // What a reload or a closed tab cut off is on the device only: it goes to the server before anything is submitted.
    const cutOff = unsavedOnDevice(draft.id);
    if (cutOff !== null) saver.keep(cutOff);
    return () => void saver.flush();
  }, [saver, draft.id]);
  return { saver, state: useSyncExternalStore(saver.subscribe, () => saver.state) };
}
