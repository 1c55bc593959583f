import { type CompiledForm, compileForm, type FormSchema, type RegistryFact, type SubmissionData } from '#core/form';
import {
  compileRules,
  type PolicyRules,
  policyVariables,
  type RegistryVariable,
  variableDescriptions,
  variableNames,
} from '#core/policy';
import {
  compareScreened,
  createScreener,
  creditCodeVariable,
  type DryRunChange,
  describeColumns,
  firmNameVariable,
  type Screened,
  type ScreeningTally,
  type SnapshotValue,
  tallyOf,
} from '#core/screening';

/** Everything that judging rows needs, as plain data for the thread. */
export interface ScreenInput {
  readonly rules: PolicyRules;
  readonly form: FormSchema;
  /** The version in force, in a dry run. */
  readonly baseline: { readonly rules: PolicyRules; readonly form: FormSchema } | null;
  /** Columns of the snapshot, in their order. */
  readonly columns: readonly RegistryVariable[];
  /** All variables of the city. */
  readonly registry: readonly RegistryVariable[];
  readonly isDryRun: boolean;
  readonly now: string;
  readonly asOf: string;
}

/** A past case: what it was filed with. */
export interface PastCase {
  readonly caseId: string;
  readonly facts: Readonly<Record<string, RegistryFact>>;
  readonly data: SubmissionData;
  readonly form: FormSchema;
}

export type ScreenQuestion =
  | { readonly kind: 'rows'; readonly text: string; readonly codes: readonly string[] | null }
  | { readonly kind: 'cases'; readonly cases: readonly PastCase[] };

/** A row or case that is kept: its place in what was asked. */
export interface Finding {
  readonly index: number;
  readonly name: string;
  readonly after: Screened;
  readonly before: Screened | null;
  readonly change: DryRunChange | null;
}

export interface ScreenAnswer {
  readonly findings: readonly Finding[];
  /** Of this batch alone. */
  readonly tally: ScreeningTally;
}

/** Whether rules read a firm's credit code, which is sealed and then opened for nothing else. */
export const readsCreditCode = (...rules: readonly PolicyRules[]): boolean =>
  rules.some((one) => JSON.stringify(one).includes(creditCodeVariable));

/** Judges rows in their thread; what is no finding is only counted. */
export async function openScreen(input: ScreenInput) {
  const { columns, registry, isDryRun, now } = input;
  const describe = describeColumns(registry, `${input.asOf}T00:00:00.000Z`);
  const screenerFor = (given: { rules: PolicyRules; form: FormSchema }) =>
    createScreener({
      rules: compileRules(given.rules, variableNames(registry, compileForm(given.form))),
      variables: columns,
      describe,
      now,
    });
  const draft = screenerFor(input);
  const inForce = input.baseline === null ? null : screenerFor(input.baseline);
  const codeAt = columns.findIndex(({ name }) => name === creditCodeVariable);
  const nameAt = columns.findIndex(({ name }) => name === firmNameVariable);
  const forms = new Map<string, CompiledForm>();

  const concluded = (subjects: readonly Omit<Finding, 'change'>[]): ScreenAnswer => {
    const found = subjects.map((subject) => ({
      ...subject,
      change: isDryRun ? compareScreened(subject.before, subject.after) : null,
    }));
    const isFinding = ({ after, change }: Finding) => (isDryRun ? change !== 'same' : after.outcome !== 'miss');
    return { findings: found.filter(isFinding), tally: tallyOf(found) };
  };

  const rows = (text: string, codes: readonly string[] | null): ScreenAnswer => {
    const parsed = JSON.parse(text) as SnapshotValue[][];
    return concluded(
      parsed.map((values, index) => {
        if (codes !== null) values[codeAt] = codes[index] ?? null;
        return {
          index,
          name: String(values[nameAt] ?? ''),
          after: draft.screen(values),
          before: inForce?.screen(values) ?? null,
        };
      }),
    );
  };

  const formOf = (schema: FormSchema): CompiledForm => {
    const key = JSON.stringify(schema);
    const known = forms.get(key) ?? compileForm(schema);
    forms.set(key, known);
    return known;
  };
  const cases = (given: readonly PastCase[]): ScreenAnswer =>
    concluded(
      given.map(({ facts, data, form: schema }, index) => {
        const form = formOf(schema);
        const variables = policyVariables({ registry, facts, form, data });
        const described = variableDescriptions({ registry, facts, form });
        return {
          index,
          name: '',
          after: draft.screenVariables(variables, described),
          before: inForce?.screenVariables(variables, described) ?? null,
        };
      }),
    );

  return async (question: ScreenQuestion): Promise<ScreenAnswer> =>
    question.kind === 'rows' ? rows(question.text, question.codes) : cases(question.cases);
}
