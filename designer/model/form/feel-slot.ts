import type { FieldNode, FieldRules } from '#core/form';

/** Rules of a field are FEEL in `{{ }}` (Formily's dialect); the editor shows what is inside. */
export function unwrapFeel(slot: string | undefined): string {
  return (slot ?? '')
    .trim()
    .replace(/^\{\{\s*/, '')
    .replace(/\s*\}\}$/, '');
}

/** `undefined` for nothing, so that an emptied rule is taken away. */
export function wrapFeel(source: string): string | undefined {
  const trimmed = source.trim();
  return trimmed === '' ? undefined : `{{ ${trimmed} }}`;
}

export type FeelRuleKey = Exclude<keyof FieldRules, 'check'>;
const feelRuleKeys: readonly FeelRuleKey[] = ['visible', 'enabled', 'required', 'value'];

/** Every FEEL text of a node with the rule it stands in. */
export function feelOf(node: FieldNode): readonly { readonly rule: FeelRuleKey | 'check'; readonly source: string }[] {
  const rules = node['x-rules'];
  const simple = feelRuleKeys.flatMap((rule) => {
    const slot = rules?.[rule];
    return slot === undefined ? [] : [{ rule, source: unwrapFeel(slot) }];
  });
  return rules?.check === undefined
    ? simple
    : [...simple, { rule: 'check' as const, source: unwrapFeel(rules.check.test) }];
}
