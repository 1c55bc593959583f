import type { FeelProgram, FeelValue } from '#core/feel';
import type { FormContext } from '../state.js';

/** The FEEL value a name has here, or undefined where there is none of that name. */
export type Lookup = (name: string) => FeelValue | undefined;

/** What running a rule needs of a form's context. */
export type RuleContext = Pick<FormContext, 'now' | 'onRuleProblems'>;

/** Runs a rule over just the variables it reads; a problem makes null, and is told to whoever asked for it. */
export function runRule(program: FeelProgram, lookup: Lookup, context: RuleContext): FeelValue {
  const variables: Record<string, FeelValue> = {};
  for (const name of program.names) {
    const value = lookup(name);
    if (value !== undefined) variables[name] = value;
  }
  const { value, problems } = program.evaluate({ variables, now: context.now });
  if (problems.length > 0) context.onRuleProblems?.({ source: program.source, problems });
  return value;
}
