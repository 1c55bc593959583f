import type { RegistryFact } from './applicant-model.js';
import type { ApplicantRecord, ApplicantRegister } from './applicant-register.js';

/** Variables of the registry that are an enterprise's identity itself, see templates/registry.json. */
const nameVariable = '企业名称';
const creditCodeVariable = '统一社会信用代码';

/**
 * Registry facts with name and credit code of an enterprise that the registry knows. The code is sealed at rest (D20), so
 * it is put in here and never stored among the facts. A firm that only registered itself has no certified facts.
 */
export async function withIdentityFacts(
  register: ApplicantRegister,
  tenantId: string,
  applicant: ApplicantRecord,
): Promise<readonly RegistryFact[]> {
  const first = applicant.registry[0];
  if (applicant.kind !== 'enterprise' || first === undefined) return applicant.registry;
  const known = new Set(applicant.registry.map((fact) => fact.name));
  const { identityNumber } = await register.reveal(tenantId, applicant.id);
  const own = { source: '市场监管登记', asOf: first.asOf };
  return [
    { name: nameVariable, value: applicant.name, ...own },
    { name: creditCodeVariable, value: identityNumber, ...own },
  ]
    .filter((fact) => !known.has(fact.name))
    .concat(applicant.registry as never);
}
