import { useEffect, useRef } from 'react';
import { type FieldNode, parseForm } from '#core/form';
import { isTyping } from '../editor/use-shortcuts.js';
import type { FormCommands } from './use-form-commands.js';

/** Keys on the selected field; not while one types, and not while a dialog or a list is open. */
export function useFormShortcuts(
  selected: string | null,
  select: (id: string | null) => void,
  commands: FormCommands,
  nodeOf: (id: string) => FieldNode | undefined,
): void {
  const latest = useRef({ selected, select, commands, nodeOf });
  latest.current = { selected, select, commands, nodeOf };
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
    // Through the clipboard, so that a field goes from one form, tab or department to another.
    const onCopy = (event: ClipboardEvent) => {
      const { selected: id, nodeOf } = latest.current;
      const node = id === null ? undefined : nodeOf(id);
      if (node === undefined || isTypingIn(event) || document.getSelection()?.isCollapsed === false) return;
      event.clipboardData?.setData('text/plain', JSON.stringify(node, null, 2));
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      const node = isTypingIn(event) ? undefined : pastedNode(event.clipboardData?.getData('text/plain') ?? '');
      if (node === undefined) return;
      event.preventDefault();
      latest.current.commands.paste(node);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('copy', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}

const isTypingIn = (event: ClipboardEvent): boolean =>
  event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable="true"]') !== null;

/** The field in a text from the clipboard; undefined where it is none of ours, to the last key. */
export function pastedNode(text: string): FieldNode | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const parsed = parseForm({ version: 1, type: 'object', properties: { pasted: JSON.parse(text) } });
    return parsed.ok ? parsed.value.properties.pasted : undefined;
  } catch {
    return undefined;
  }
}
