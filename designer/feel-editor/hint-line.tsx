import { useLocale } from '#ui';
import { functionHelp, signatureText } from '../model/feel/function-help.js';
import { hintAt } from '../model/feel/hint.js';
import type { FeelScopeInfo } from '../model/feel/scope.js';
import { variableHelp } from './hint-text.js';

/** What stands at the cursor, said below: pointing needs a mouse, this does not. */
export function HintLine({
  cursor,
  scope,
}: {
  readonly cursor: { readonly source: string; readonly at: number } | undefined;
  readonly scope: FeelScopeInfo;
}) {
  const locale = useLocale();
  const hint = cursor && hintAt(cursor.source, cursor.at, scope);
  if (hint === undefined) return null;
  return (
    <p className="ds-hint-line">
      {hint.kind === 'function' ? (
        <>
          <code>{signatureText(hint.builtin).split('\n')[0]}</code> {functionHelp(hint.builtin.name, locale)}
        </>
      ) : (
        <>
          <b>{hint.variable.label}</b> {variableHelp(hint.variable, locale).split('\n')[0]}
        </>
      )}
    </p>
  );
}
