import { checkMigration, type Migration, type MigrationReason, type ProcessState } from '../flow/index.js';
import { type CompiledForm, type RegistryFact, type SubmissionData, validateSubmission } from '../form/index.js';

/** A case and what it would become. */
export interface CaseMigration {
  readonly flow: Migration;
  readonly state: ProcessState;
  /** Form of the version it would go to, and the answers it has. */
  readonly form: CompiledForm;
  readonly data: SubmissionData;
  readonly facts: Readonly<Record<string, RegistryFact>>;
  readonly now: string;
}

/**
 * Everything that stands against moving a case to another version: places its tokens cannot go to, and answers that the other
 * form does not take or misses. Empty where it can be moved. Pure.
 */
export function migrationReasons({ flow, state, form, data, facts, now }: CaseMigration): readonly MigrationReason[] {
  const { issues } = validateSubmission(form, data, { now, registry: facts, stored: data });
  const fields = new Set(issues.map(({ path }) => path.split('.')[0] ?? path));
  const invalid = [...fields].map((field): MigrationReason => ({ code: 'data-invalid', params: { field } }));
  return [...checkMigration(flow, state), ...invalid];
}
