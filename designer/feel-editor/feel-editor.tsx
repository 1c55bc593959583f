import { lazy, type Ref, Suspense } from 'react';
import type { FeelType } from '#core/feel';
import type { RuleVariable } from '../model/condition/condition.js';
import { DraftInput } from '../parts/draft-input.js';

export interface FeelEditorHandle {
  /** Puts a text in the place of the selection, and the cursor behind it. */
  insert(text: string): void;
  focus(): void;
}

export type LeavingKey = 'Enter' | 'Escape' | 'Tab' | 'Shift-Tab';

export interface FeelEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (feel: string) => void;
  /** Told at once of every change, before it is handed on. */
  readonly onType?: (feel: string) => void;
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
  /** Keys that lead out of the editor, after completion had its turn; true where they did. */
  readonly onKey?: (key: LeavingKey) => boolean;
  readonly ref?: Ref<FeelEditorHandle>;
}

/**
 * Where an author writes FEEL. The editor itself comes when it is first needed; where it does not come (a dead network), a
 * plain control takes its place, so that one can go on.
 */
const loadEditor = () => import('./code-editor.js');
const CodeEditor = lazy(() =>
  loadEditor()
    .then(({ CodeEditor }) => ({ default: CodeEditor }))
    .catch(() => ({ default: PlainEditor })),
);

/** Brings the editor before it is shown, so that the first key typed already goes to it. */
export function preloadEditor(): void {
  // Where it does not come, the plain control stands there instead.
  loadEditor().catch(() => undefined);
}

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
