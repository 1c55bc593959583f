import { useEffect } from 'react';
import { useDraft } from '../draft/draft-context.js';

/** Whether keys typed now are text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Keys that hold on every tab. Inside a text control the browser's own undo goes first. */
export function useShortcuts({
  onHelp,
  onPublish,
}: {
  readonly onHelp: () => void;
  readonly onPublish: () => void;
}): void {
  const { store } = useDraft();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (isCommand && key === 's') {
        event.preventDefault();
        void store.flush();
        return;
      }
      if (isCommand && key === 'enter') {
        event.preventDefault();
        onPublish();
        return;
      }
      if (isTyping(event)) return;
      if (isCommand && key === 'z') {
        event.preventDefault();
        if (event.shiftKey) store.redo();
        else store.undo();
      } else if (isCommand && key === 'y') {
        event.preventDefault();
        store.redo();
      } else if (event.key === '?') {
        onHelp();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [store, onHelp, onPublish]);
}
