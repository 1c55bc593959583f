import { useEffect, useRef } from 'react';

const idleMs = 500;

export interface IdleCommit {
  /** Notes a text that is handed on when one pauses. */
  push(text: string): void;
  /** Hands on what waits, now. */
  flush(): void;
  isPending(): boolean;
}

/** Hands a text on when one pauses or leaves, so that a word is one change and not one per letter. */
export function useIdleCommit(onCommit: (text: string) => void): IdleCommit {
  const commit = useRef(onCommit);
  commit.current = onCommit;
  const made = useRef<IdleCommit>(undefined);
  made.current ??= idleCommit((text) => commit.current(text));
  const idle = made.current;
  // Leaving the tab unmounts the control before it loses the focus.
  useEffect(() => () => idle.flush(), [idle]);
  return idle;
}

function idleCommit(commit: (text: string) => void): IdleCommit {
  let pending: { readonly timer: ReturnType<typeof setTimeout>; readonly text: string } | undefined;
  const flush = () => {
    if (pending === undefined) return;
    const { timer, text } = pending;
    clearTimeout(timer);
    pending = undefined;
    commit(text);
  };
  return {
    push: (text) => {
      if (pending !== undefined) clearTimeout(pending.timer);
      pending = { text, timer: setTimeout(flush, idleMs) };
    },
    flush,
    isPending: () => pending !== undefined,
  };
}
