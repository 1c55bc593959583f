import { readdirSync, readFileSync } from 'node:fs';
import type { FieldAccess, FormIssue, FormSchema, Option, RegistryFact, SubmissionData } from '#core/form';

export interface FixtureCase {
  readonly title: string;
  readonly data: SubmissionData;
  readonly context?: {
    readonly access?: FieldAccess;
    readonly registry?: Readonly<Record<string, RegistryFact>>;
    readonly stored?: SubmissionData;
  };
  /** `[path, code]` in the order of the page. */
  readonly issues: readonly (readonly [string, string])[];
  /** What is to be stored, where the case says so. */
  readonly stored?: SubmissionData;
  /** Cannot come from the browser's form: only the server is asked. */
  readonly tampering?: boolean;
}
export interface Fixture {
  readonly file: string;
  readonly describes: string;
  readonly now: string;
  readonly schema: FormSchema;
  readonly codeTables?: Readonly<Record<string, readonly Option[]>>;
  readonly cases: readonly FixtureCase[];
}

const folder = new URL('../../../fixtures/form/', import.meta.url);
/** One set of cases that the browser's form and the server's validator must both pass. */
export const fixtures: readonly Fixture[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }) as Fixture);

export const codes = (issues: readonly FormIssue[]): readonly (readonly [string, string])[] =>
  issues.map((issue) => [issue.path, issue.code] as const);
