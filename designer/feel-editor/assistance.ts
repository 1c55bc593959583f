import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from '@codemirror/autocomplete';
import { type Diagnostic, linter } from '@codemirror/lint';
import { type EditorView, hoverTooltip } from '@codemirror/view';
import { type FeelLocale, type FeelProblem, problemText } from '#core/feel';
import { functionHelp, functionNamed, signatureText } from '../model/feel/function-help.js';
import { hintAt } from '../model/feel/hint.js';
import type { FeelScopeInfo } from '../model/feel/scope.js';
import { rankSuggestions, type Suggestion, suggestionsAt, variableNamed } from '../model/feel/suggestions.js';
import { namesChanged } from './highlight.js';
import { variableHelp } from './hint-text.js';
import { loadPinyin, pinyinOf } from './pinyin.js';

/** What the editor asks of the page around it, always as it is now. */
export interface Surroundings {
  readonly scope: FeelScopeInfo;
  readonly locale: FeelLocale;
  readonly problemsOf: (source: string) => readonly FeelProblem[];
}

type Ask = () => Surroundings;

/** Names, functions and options as one types, found by pinyin and initials too. */
export const completion = (ask: Ask) =>
  autocompletion({
    override: [(context) => complete(context, ask())],
    icons: false,
    closeOnBlur: true,
    // Tab leaves the field; Enter takes.
    defaultKeymap: true,
    tooltipClass: () => 'ds-completion',
  });

async function complete(context: CompletionContext, surroundings: Surroundings): Promise<CompletionResult | null> {
  const source = context.state.doc.toString();
  const found = suggestionsAt(source, context.pos, surroundings.scope);
  const before = source.slice(0, context.pos);
  // Unasked only where a word or a value is begun.
  if (!context.explicit && found.word === '' && !/(?:[=."]|\bin\s*\()\s*$/.test(before)) return null;
  if (/^[a-z]/i.test(found.word)) await loadPinyin();
  const ranked = rankSuggestions(found, pinyinOf);
  if (ranked.length === 0) return null;
  return {
    from: found.from,
    to: found.to,
    filter: false,
    options: ranked.map((item) => completionOf(item, surroundings)),
  };
}

function completionOf(item: Suggestion, { scope, locale }: Surroundings): Completion {
  const variable = item.kind === 'variable' || item.kind === 'entry' ? variableNamed(item.label, scope) : undefined;
  const builtin = item.kind === 'function' ? functionNamed(item.label) : undefined;
  const info = builtin && [signatureText(builtin), functionHelp(item.label, locale)].join('\n');
  const detail = item.alias !== '' && item.alias !== item.label ? item.alias : undefined;
  return {
    label: item.label,
    type: item.kind,
    ...(builtin !== undefined
      ? { detail: functionHelp(item.label, locale) }
      : detail === undefined && variable !== undefined
        ? { detail: variableHelp(variable, locale) }
        : detail === undefined
          ? {}
          : { detail }),
    ...(info === undefined ? {} : { info }),
    apply: (view, _completion, from, to) => insertSuggestion(view, item, from, to),
  };
}

function insertSuggestion(view: EditorView, item: Suggestion, from: number, to: number): void {
  view.dispatch({
    changes: { from, to, insert: item.insert },
    selection: { anchor: from + item.insert.length - item.caretBack },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
  if (item.caretBack > 0) startCompletion(view);
}

/** Findings that say something odd rather than something wrong. */
const oddities: readonly FeelProblem['code'][] = ['ALWAYS_TRUE', 'ALWAYS_FALSE', 'UNREACHABLE'];

/** Problems underlined at their places, with the words of the core. */
export const problems = (ask: Ask) =>
  linter(
    (view): Diagnostic[] => {
      const { problemsOf, locale } = ask();
      const length = view.state.doc.length;
      return problemsOf(view.state.doc.toString()).map((problem) => ({
        from: Math.min(problem.from, length),
        to: Math.min(Math.max(problem.to, problem.from), length),
        severity: oddities.includes(problem.code) ? 'warning' : 'error',
        message: problemText(problem, locale),
      }));
    },
    {
      delay: 250,
      needsRefresh: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((effect) => effect.is(namesChanged))),
    },
  );

/** What a name or function is, on pointing at it. */
export const hints = (ask: Ask) =>
  hoverTooltip((view, at) => {
    const { scope, locale } = ask();
    const hint = hintAt(view.state.doc.toString(), at, scope);
    if (hint === undefined || hint.from > at || hint.to < at) return null;
    const text =
      hint.kind === 'function'
        ? `${signatureText(hint.builtin)}\n${functionHelp(hint.builtin.name, locale)}`
        : `${hint.variable.label}\n${variableHelp(hint.variable, locale)}`;
    return {
      pos: hint.from,
      end: hint.to,
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'ds-code-hint';
        dom.textContent = text;
        return { dom };
      },
    };
  });
