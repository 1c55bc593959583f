import type { FeelProgram, FeelValue } from '#core/feel';

/** The FEEL value a name has here, or undefined where there is none of that name. */
export type Lookup = (name: string) => FeelValue | undefined;

/** Runs a rule over just the variables it reads. */
export function runRule(program: FeelProgram, lookup: Lookup, now: string): FeelValue {
  const variables: Record<string, FeelValue> = {};
  for (const name of program.names) {
    const value = lookup(name);
    if (value !== undefined) variables[name] = value;
  }
  return program.evaluate({ variables, now }).value;
}
