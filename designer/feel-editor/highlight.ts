import { RangeSetBuilder, StateEffect } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { tokensOf } from '#core/feel';

/** Tells the editor that the names it knows have changed. */
export const namesChanged = StateEffect.define<null>();

/** Colours a text by the tokens of the language itself, so that editor and parser never see different words. */
export const highlight = (names: () => readonly string[]) =>
  ViewPlugin.define(
    (view) => ({
      decorations: decorate(view, names()),
      update(update: ViewUpdate) {
        const hasNewNames = update.transactions.some((one) => one.effects.some((effect) => effect.is(namesChanged)));
        if (update.docChanged || hasNewNames) this.decorations = decorate(update.view, names());
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );

function decorate(view: EditorView, names: readonly string[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { kind, from, to } of tokensOf(view.state.doc.toString(), { names })) {
    builder.add(from, to, Decoration.mark({ class: `ds-token ds-token-${kind}` }));
  }
  return builder.finish();
}
