import type { Logger } from 'pino';
import {
  type FieldAccess,
  type FormIssue,
  fileIdsOf,
  type RuleProblems,
  type SubmissionData,
  validateSubmission,
} from '#core/form';
import {
  type AmountResult,
  type AwardsSoFar,
  assessPolicy,
  type EligibilityAssessment,
  policyVariables,
  type RegistryVariable,
  variableDescriptions,
} from '#core/policy';
import type { FileRecord } from '../files/file-record.js';
import type { FileStore } from '../files/file-store.js';
import { DomainError } from '../http/domain-error.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { Facts } from './case-variables.js';

/** Issues as the answer carries them; the browser puts each on its field. */
export function refuseInvalid(issues: readonly FormIssue[]): void {
  if (issues.length > 0) throw new DomainError('SUBMISSION_INVALID', {}, { issues: issues.slice(0, 500) });
}

/** Judges a whole submission with the code that the browser uses (D12), or throws SUBMISSION_INVALID with every issue. */
export function judgeSubmission(
  version: ReadyVersion,
  data: unknown,
  context: {
    readonly now: string;
    readonly facts: Facts;
    readonly stored?: SubmissionData;
    readonly access?: FieldAccess;
    readonly logger: Logger;
  },
): SubmissionData {
  const { facts, logger, ...more } = context;
  const onRuleProblems = ({ source, problems }: RuleProblems) =>
    // A rule's source is the author's; what the applicant wrote is not in it.
    logger.warn(
      {
        policyId: version.policyId,
        version: version.version,
        rule: source,
        problems: problems.map(({ code, from, to }) => ({ code, from, to })),
      },
      'Expected a rule of the form to run, but it met a problem',
    );
  const judged = validateSubmission(version.form, data, { ...more, registry: facts, onRuleProblems });
  refuseInvalid(judged.issues);
  return judged.data;
}

/** Conditions and amount on the whole submission, by the rules of the version (R23, N4). */
export function assessSubmission(
  registry: readonly RegistryVariable[],
  version: ReadyVersion,
  given: {
    readonly facts: Facts;
    readonly data?: SubmissionData;
    readonly now: string;
    readonly awards?: AwardsSoFar;
  },
): { readonly assessment: EligibilityAssessment; readonly amount: AmountResult | null } {
  const { facts, data, now, awards } = given;
  const known = { registry, facts, ...(data === undefined ? {} : { form: version.form, data }) };
  const variables = policyVariables(known);
  const describe = variableDescriptions({ registry, facts, form: version.form });
  return assessPolicy(version.rules, { variables, now, describe, ...(awards === undefined ? {} : { awards }) });
}

/**
 * The files that answers name. FILE_UNKNOWN unless each was uploaded by this person or is held already by what it is put
 * into: otherwise an id that one has seen elsewhere would open another's file.
 */
export async function knownFiles(
  files: FileStore,
  version: ReadyVersion,
  data: SubmissionData,
  whose: { readonly tenantId: string; readonly accountId: string; readonly refs: readonly string[] },
  more: readonly string[] = [],
): Promise<ReadonlyMap<string, FileRecord>> {
  const ids = [...fileIdsOf(version.form, data), ...more];
  const records = await files.byIds(whose.tenantId, ids);
  const missing = ids.filter((id) => {
    const record = records.get(id);
    if (record === undefined) return true;
    return record.uploadedBy !== whose.accountId && !record.refs.some((ref) => whose.refs.includes(ref));
  });
  if (missing.length > 0) throw new DomainError('FILE_UNKNOWN', { count: missing.length });
  return records;
}

/** Names and sizes as the store knows them, whatever the sender said; the form judges by these. */
export function withTrueFiles(data: SubmissionData, records: ReadonlyMap<string, FileRecord>): SubmissionData {
  const mend = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mend);
    if (typeof value !== 'object' || value === null) return value;
    const { fileId } = value as { fileId?: unknown };
    const record = typeof fileId === 'string' ? records.get(fileId) : undefined;
    if (record !== undefined) return { ...value, name: record.name, size: record.size };
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mend(entry)]));
  };
  return mend(data) as SubmissionData;
}
