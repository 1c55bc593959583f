import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { namesIn } from '#core/feel';
import { nonce, useLocale } from '#ui';
import { problemsOfFeel } from '../model/feel/problems.js';
import { useIdleCommit } from '../parts/use-idle-commit.js';
import { completion, hints, problems, type Surroundings } from './assistance.js';
import type { FeelEditorProps, LeavingKey } from './feel-editor.js';
import { highlight, namesChanged } from './highlight.js';
import { HintLine } from './hint-line.js';

/** Marks a text that came from outside (undo of the draft, a rename, the rows beside it): it is not handed on again. */
const fromOutside = Annotation.define<boolean>();

/** The editor: words coloured, completed, explained and checked as one types. Tab always leaves it. */
export function CodeEditor(props: FeelEditorProps) {
  const { label, value, variables, types, expected, isTests = false, isSingleLine = false, maxLength = 4000 } = props;
  const locale = useLocale();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const idle = useIdleCommit(props.onCommit);
  const scope = useMemo(() => ({ variables, types }), [variables, types]);
  const names = useMemo(() => namesIn(scope.types), [scope]);
  const [cursor, setCursor] = useState<{ readonly source: string; readonly at: number }>();
  const surroundings = useRef<Surroundings & { readonly names: readonly string[] }>(undefined);
  surroundings.current = {
    scope,
    names,
    locale,
    problemsOf: (source) => problemsOfFeel(source, types, expected, isTests),
  };
  const ask = () => surroundings.current as NonNullable<typeof surroundings.current>;
  const onKey = (key: LeavingKey): boolean => {
    if (key === 'Enter') idle.flush();
    return leaving.current?.(key) ?? key === 'Enter';
  };
  const leaving = useRef(props.onKey);
  leaving.current = props.onKey;
  const typing = useRef(props.onType);
  typing.current = props.onType;
  const begin = useRef({ value, placeholder: props.placeholder ?? '', autoFocus: props.autoFocus === true });

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is asked for or handed over below
  useEffect(() => {
    const made = new EditorView({
      parent: host.current as HTMLDivElement,
      state: EditorState.create({
        doc: begin.current.value,
        extensions: [
          EditorView.cspNonce.of(nonce),
          behaviour({ isSingleLine, maxLength, onKey }),
          placeholderText(begin.current.placeholder),
          highlight(() => ask().names),
          completion(ask),
          problems(ask),
          hints(ask),
          EditorView.updateListener.of((update) => {
            const isOutside = update.transactions.some((one) => one.annotation(fromOutside) === true);
            if (update.docChanged && !isOutside) {
              typing.current?.(update.state.doc.toString());
              idle.push(update.state.doc.toString());
            }
            if (update.docChanged || update.selectionSet || update.focusChanged) {
              const at = update.state.selection.main.head;
              setCursor(update.view.hasFocus ? { source: update.state.doc.toString(), at } : undefined);
            }
          }),
          EditorView.domEventHandlers({
            blur: () => {
              idle.flush();
            },
          }),
        ],
      }),
    });
    view.current = made;
    if (begin.current.autoFocus) {
      made.focus();
      made.dispatch({ selection: { anchor: made.state.doc.length } });
    }
    return () => {
      view.current = undefined;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const current = view.current;
    if (current === undefined || idle.isPending() || current.state.doc.toString() === value) return;
    current.dispatch({
      changes: { from: 0, to: current.state.doc.length, insert: value },
      annotations: fromOutside.of(true),
    });
  }, [value, idle]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other names or another language make another reading
  useEffect(() => {
    const current = view.current;
    if (current === undefined) return;
    current.dispatch({ effects: namesChanged.of(null) });
  }, [names, locale, expected]);

  useEffect(() => {
    const content = view.current?.contentDOM;
    if (content === undefined) return;
    const attributes = {
      'aria-label': label,
      'aria-multiline': String(!isSingleLine),
      'aria-invalid': String(props.isInvalid === true),
      'aria-describedby': props.describedBy,
      'aria-placeholder': props.placeholder,
    };
    for (const [name, text] of Object.entries(attributes)) {
      if (text === undefined || text === '') content.removeAttribute(name);
      else content.setAttribute(name, text);
    }
  });

  useImperativeHandle(props.ref, () => ({
    insert: (text) => {
      const current = view.current;
      if (current === undefined) return;
      current.dispatch(current.state.replaceSelection(text));
      current.focus();
    },
    focus: () => view.current?.focus(),
  }));

  return (
    <div className="ds-code-frame">
      <div className="ds-code" ref={host} data-single={isSingleLine} data-invalid={props.isInvalid === true} />
      <HintLine cursor={cursor} scope={scope} />
    </div>
  );
}

interface Behaviour {
  readonly isSingleLine: boolean;
  readonly maxLength: number;
  readonly onKey: (key: LeavingKey) => boolean;
}

function behaviour({ isSingleLine, maxLength, onKey }: Behaviour): Extension {
  return [
    history(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
    EditorState.changeFilter.of((change) => change.newDoc.length <= maxLength),
    isSingleLine ? oneLine : [],
    keymap.of([
      ...leavingKeys.filter((key) => key !== 'Enter' || isSingleLine).map((key) => ({ key, run: () => onKey(key) })),
      ...closeBracketsKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      ...historyKeymap,
      ...lintKeymap,
    ]),
  ];
}

const leavingKeys: readonly LeavingKey[] = ['Enter', 'Escape', 'Tab', 'Shift-Tab'];

/** A line break that is pasted becomes a space. */
const oneLine = EditorState.transactionFilter.of((change) => {
  if (change.newDoc.lines <= 1) return change;
  const text = change.newDoc.toString();
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => ({ from: index, to: index + 1, insert: ' ' }));
  return [change, { changes: breaks, sequential: true }];
});
