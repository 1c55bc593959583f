import type { InputProps } from 'antd';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useIdleCommit } from './use-idle-commit.js';

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
  readonly size?: InputProps['size'];
}

/** A text control that hands its text on when one pauses or leaves, so that a word is one change and not one per letter. */
export function DraftInput({ label, value, onCommit, rows, status, size, ...rest }: DraftInputProps) {
  const [text, setText] = useState(value);
  const idle = useIdleCommit(onCommit);
  useEffect(() => {
    if (!idle.isPending()) setText(value);
  }, [value, idle]);
  const shared = {
    ...rest,
    'aria-label': label,
    value: text,
    onBlur: idle.flush,
    ...(status === undefined ? {} : { status }),
    ...(size === undefined ? {} : { size }),
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value);
      idle.push(event.target.value);
    },
  };
  return rows === undefined ? (
    <Input {...shared} onPressEnter={idle.flush} />
  ) : (
    <Input.TextArea {...shared} autoSize={{ minRows: rows, maxRows: rows + 8 }} />
  );
}
