import type { InputProps } from 'antd';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

interface DraftInputProps {
  readonly id?: string;
  readonly label?: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly status?: InputProps['status'];
  readonly suffix?: InputProps['suffix'];
  readonly className?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  readonly spellCheck?: boolean;
}

const idleMs = 500;

/** A text control that hands its text on when one pauses or leaves, so that a word is one change and not one per letter. */
export function DraftInput({ label, value, onCommit, rows, status, ...rest }: DraftInputProps) {
  const [text, setText] = useState(value);
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; text: string } | undefined>(undefined);
  const commit = useRef(onCommit);
  commit.current = onCommit;
  useEffect(() => {
    if (pending.current === undefined) setText(value);
  }, [value]);
  const flush = () => {
    const waiting = pending.current;
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    pending.current = undefined;
    commit.current(waiting.text);
  };
  // Leaving the tab unmounts the control before it loses the focus.
  const leave = useRef(flush);
  leave.current = flush;
  useEffect(() => () => leave.current(), []);
  const change = (next: string) => {
    setText(next);
    if (pending.current !== undefined) clearTimeout(pending.current.timer);
    pending.current = { text: next, timer: setTimeout(flush, idleMs) };
  };
  const shared = {
    ...rest,
    'aria-label': label,
    value: text,
    onBlur: flush,
    ...(status === undefined ? {} : { status }),
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  };
  return rows === undefined ? (
    <Input {...shared} onPressEnter={flush} />
  ) : (
    <Input.TextArea {...shared} autoSize={{ minRows: rows, maxRows: rows + 8 }} />
  );
}
