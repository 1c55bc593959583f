import { renameVariable } from '#core/feel';
import type { PolicyDocument } from './draft/document.js';
import { mapExpressions } from './flow/xml-edit.js';
import { renameInRules } from './rename-field.js';

/** Gives a decision another name, and every rule and branch that reads it. FEEL that does not compile is left as it is. */
export async function renameDecision(
  doc: PolicyDocument,
  id: string,
  to: string,
  names: readonly string[],
): Promise<PolicyDocument> {
  const before = doc.rules.decisions.find((one) => one.id === id);
  if (before === undefined || before.name === to) return doc;
  const named = {
    ...doc.rules,
    decisions: doc.rules.decisions.map((one) => (one.id === id ? { ...one, name: to } : one)),
  };
  if (before.name.trim() === '' || to.trim() === '') return { ...doc, rules: named };
  const rename = (source: string, unaryTests = false): string => {
    const renamed = renameVariable(source, before.name, to, { names: [...names, to], unaryTests });
    return renamed.ok ? renamed.value : source;
  };
  return {
    ...doc,
    rules: renameInRules(named, rename),
    flow: await mapExpressions(doc.flow, (source) => rename(source)),
  };
}
