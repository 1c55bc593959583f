import { lazy, type Ref, Suspense } from 'react';
import type { FeelType } from '#core/feel';
import type { RuleVariable } from '../model/condition/condition.js';
import { DraftInput } from '../parts/draft-input.js';

export interface FeelEditorHandle {
  /** Puts a text in the place of the selection, and the cursor behind it. */
  insert(text: string): void;
  focus(): void;
}

export interface FeelEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (feel: string) => void;
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  /** What the text should come to; with `isTests`, what is tested. */
  readonly expected: FeelType;
  /** Unary tests, as in a cell of a decision table. */
  readonly isTests?: boolean;
  readonly isSingleLine?: boolean;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<FeelEditorHandle>;
}

/**
 * Where an author writes FEEL. The editor itself comes when it is first needed; where it does not come (a dead network), a
 * plain control takes its place, so that one can go on.
 */
const CodeEditor = lazy(() =>
  import('./code-editor.js')
    .then(({ CodeEditor }) => ({ default: CodeEditor }))
    .catch(() => ({ default: PlainEditor })),
);

export function FeelEditor(props: FeelEditorProps) {
  return (
    <Suspense fallback={<div className="ds-code" data-loading data-single={props.isSingleLine === true} />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}

function PlainEditor({ label, value, onCommit, isSingleLine, placeholder, maxLength = 4000 }: FeelEditorProps) {
  return (
    <DraftInput
      label={label}
      value={value}
      onCommit={onCommit}
      className="ds-feel-text"
      spellCheck={false}
      maxLength={maxLength}
      {...(isSingleLine === true ? {} : { rows: 2 })}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
}
