import { creditCodeVariable, firmNameVariable } from '#core/screening';
import type { Deps } from '../http/deps.js';
import type { RegistryFact } from './applicant-model.js';
import type { ApplicantRecord } from './applicant-register.js';

/**
 * What government knows of an applicant: its own registry facts, and over them what the city's enterprise snapshot tells of
 * the firm. Name and credit code of a firm that either knows are put in here: the code is sealed at rest (D20) and never
 * stored among the facts. A firm that only registered itself has no certified facts.
 */
export async function withIdentityFacts(
  { applicants, snapshots }: Pick<Deps, 'applicants' | 'snapshots'>,
  tenantId: string,
  applicant: ApplicantRecord,
): Promise<readonly RegistryFact[]> {
  if (applicant.kind !== 'enterprise') return applicant.registry;
  const { identityNumber } = await applicants.reveal(tenantId, applicant.id);
  const told = (await snapshots.factsOf(tenantId, identityNumber)) ?? [];
  const newer = new Set(told.map((fact) => fact.name));
  const facts = [...told, ...applicant.registry.filter((fact) => !newer.has(fact.name))];
  const first = facts[0];
  if (first === undefined) return facts;
  const known = new Set(facts.map((fact) => fact.name));
  const own = { source: '市场监管登记', asOf: first.asOf };
  const identity: readonly RegistryFact[] = [
    { name: firmNameVariable, value: applicant.name, ...own },
    { name: creditCodeVariable, value: identityNumber, ...own },
  ];
  return [...identity.filter((fact) => !known.has(fact.name)), ...facts];
}
