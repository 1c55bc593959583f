import type { Principal } from '../http/principal.js';

/** What drafts and cases know of applicants; answered by those features through `deps.ports.applicantActivity`. */
export interface ApplicantActivity {
  /** By applicant id; one that is missing has none. */
  counts(
    tenantId: string,
    applicantIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly openCases: number; readonly drafts: number }>>;
  /** Applicants of the case with this number: one, or none. */
  applicantsOfCase(tenantId: string, caseNumber: string): Promise<readonly string[]>;
  /** Whether the person has or had a step of a case of this applicant, and so may read who it is. */
  handles(principal: Principal, applicantId: string): Promise<boolean>;
}

/** Before drafts and cases register: nobody applied for anything. */
export const noActivity: ApplicantActivity = {
  counts: async () => new Map(),
  applicantsOfCase: async () => [],
  handles: async () => false,
};
