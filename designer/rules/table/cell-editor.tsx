import { Input } from 'antd';
import { useRef } from 'react';
import type { FeelType } from '#core/feel';
import { FeelEditor, type LeavingKey } from '../../feel-editor/feel-editor.js';
import type { RuleVariable } from '../../model/condition/condition.js';
import type { GridColumn } from './columns.js';

interface CellEditorProps {
  readonly label: string;
  readonly column: GridColumn;
  /** What the editor begins with: what stands there, or the key that began it. */
  readonly begin: string;
  readonly stored: string;
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  /** Keeps what is typed so far, as it is. */
  readonly onKeep: (text: string) => void;
  readonly onFinish: (text: string, leave: 'stay' | 'down' | 'next' | 'before' | 'blur') => void;
}

/** The editor of one cell: Enter goes down, Tab to the next, Escape leaves all as it was. */
export function CellEditor({ label, column, begin, stored, variables, types, onKeep, onFinish }: CellEditorProps) {
  const typed = useRef(begin);
  const original = useRef(stored);
  const isDone = useRef(false);
  const finish = (text: string, leave: Parameters<typeof onFinish>[1]) => {
    if (isDone.current) return;
    isDone.current = true;
    onFinish(text, leave);
  };
  const keep = (text: string) => {
    typed.current = text;
    if (!isDone.current) onKeep(text);
  };
  const leaveBy = (key: LeavingKey): boolean => {
    if (key === 'Escape') {
      if (typed.current !== original.current) onKeep(original.current);
      finish(original.current, 'stay');
    } else finish(typed.current, key === 'Enter' ? 'down' : key === 'Tab' ? 'next' : 'before');
    return true;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the focus leave
    <div
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) finish(typed.current, 'blur');
      }}
    >
      {column.kind === 'note' ? (
        <Input
          size="small"
          variant="borderless"
          autoFocus
          aria-label={label}
          defaultValue={begin}
          maxLength={300}
          onChange={(event) => keep(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const key = event.key === 'Tab' && event.shiftKey ? 'Shift-Tab' : event.key;
            if (key !== 'Enter' && key !== 'Escape' && key !== 'Tab' && key !== 'Shift-Tab') return;
            event.preventDefault();
            leaveBy(key);
          }}
        />
      ) : (
        <FeelEditor
          label={label}
          value={begin}
          onCommit={keep}
          onType={(text) => {
            typed.current = text;
          }}
          variables={variables}
          types={types}
          expected={column.type}
          isTests={column.isTests}
          isSingleLine
          autoFocus
          maxLength={1000}
          onKey={leaveBy}
        />
      )}
    </div>
  );
}
