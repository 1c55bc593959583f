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

export type FeelRuleKey = Exclude<keyof FieldRules, 'check' | 'limits'>;
const feelRuleKeys: readonly FeelRuleKey[] = ['visible', 'enabled', 'required', 'value', 'options'];

/** Every FEEL text of a node with the rule it stands in. */
export function feelOf(
  node: FieldNode,
): readonly { readonly rule: FeelRuleKey | 'check' | 'limits'; readonly source: string }[] {
  const rules = node['x-rules'];
  const simple = feelRuleKeys.flatMap((rule) => {
    const slot = rules?.[rule];
    return slot === undefined ? [] : [{ rule, source: unwrapFeel(slot) }];
  });
  const limits = Object.values(rules?.limits ?? {}).map((slot) => ({
    rule: 'limits' as const,
    source: unwrapFeel(slot),
  }));
  const check =
    rules?.check === undefined
      ? []
      : [rules.check.test, ...(isFeelSlot(rules.check.message) ? [rules.check.message] : [])];
  return [...simple, ...limits, ...check.map((slot) => ({ rule: 'check' as const, source: unwrapFeel(slot) }))];
}

/** Whether a text is FEEL in `{{ }}`: a message may be either. */
const isFeelSlot = (slot: string): boolean => /^\s*\{\{[\s\S]*\}\}\s*$/.test(slot);
