import { mapCells } from '#core/dmn';
import { renameVariable } from '#core/feel';
import { type FormIssue, renameField } from '#core/form';
import type { PolicyRules } from '#core/policy';
import { ok, type Result } from '#core/result';
import type { PolicyDocument } from './draft/document.js';
import { mapExpressions } from './flow/xml-edit.js';

/**
 * Gives a field another name everywhere at once: in the form and its rules, in conditions and amount, and in the flow (D10).
 * FEEL that does not compile is left as it is; the check of the whole names it.
 */
export async function renameFieldEverywhere(
  doc: PolicyDocument,
  field: { readonly key: string; readonly name: string; readonly isColumn: boolean },
  to: string,
  names: readonly string[],
): Promise<Result<PolicyDocument, readonly FormIssue[]>> {
  const form = renameField(doc.form, field.key, to);
  if (!form.ok) return form;
  // A column is known inside its table only; conditions and branches read it through the table, as an entry.
  if (field.isColumn) return ok({ ...doc, form: form.value });
  const rename = (source: string, unaryTests = false): string => {
    const renamed = renameVariable(source, field.name, to, { names: [...names, to], unaryTests });
    return renamed.ok ? renamed.value : source;
  };
  return ok({
    ...doc,
    form: form.value,
    rules: renameInRules(doc.rules, rename),
    flow: await mapExpressions(doc.flow, (source) => rename(source)),
  });
}

type Rename = (source: string, unaryTests?: boolean) => string;

export function renameInRules(rules: PolicyRules, rename: Rename): PolicyRules {
  return {
    ...rules,
    decisions: rules.decisions.map((decision) =>
      mapCells(decision, (source, kind) => rename(source, kind === 'tests')),
    ),
    conditions: rules.conditions.map((condition) => ({ ...condition, feel: rename(condition.feel) })),
    amount: rules.amount === null ? null : { ...rules.amount, formula: rename(rules.amount.formula) },
  };
}
