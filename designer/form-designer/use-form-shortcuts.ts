import { useEffect, useRef } from 'react';
import { isTyping } from '../editor/use-shortcuts.js';
import type { FormCommands } from './use-form-commands.js';

/** Keys on the selected field; not while one types, and not while a dialog or a list is open. */
export function useFormShortcuts(
  selected: string | null,
  select: (id: string | null) => void,
  commands: FormCommands,
): void {
  const latest = useRef({ selected, select, commands });
  latest.current = { selected, select, commands };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { selected: id, select: choose, commands: act } = latest.current;
      const isBusy = document.querySelector('.ant-modal-wrap:not([style*="none"]), .ds-drag-ghost') !== null;
      if (id === null || isTyping(event) || isBusy || event.defaultPrevented) return;
      const handled = () => event.preventDefault();
      if (event.altKey && event.key === 'ArrowUp') {
        handled();
        act.moveByOne(id, 'up');
      } else if (event.altKey && event.key === 'ArrowDown') {
        handled();
        act.moveByOne(id, 'down');
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
        handled();
        act.duplicate(id);
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        handled();
        act.remove(id);
      } else if (event.key === 'Escape') {
        choose(null);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
