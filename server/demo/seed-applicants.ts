import type { ApplicantRecord } from '../applicants/applicant-register.js';
import type { Deps } from '../http/deps.js';
import { creditCodeOf, type DemoFirm, factsOfFirm, idCardOf, yungangPersons } from './demo-applicants.js';
import { demoPassword } from './demo-city.js';
import type { SeededCity } from './seed-city.js';

/** A firm in the store, and the login that acts for it. */
export interface SeededFirm {
  readonly firm: DemoFirm;
  readonly applicant: ApplicantRecord;
  readonly creditCode: string;
  readonly login: string;
}

/** Registers firms with what the registry knows, each with an account that may act for it. */
export async function seedFirms(
  deps: Deps,
  city: SeededCity,
  firms: readonly DemoFirm[],
): Promise<ReadonlyMap<string, SeededFirm>> {
  const asOf = deps.clock.now().toISOString();
  const seeded = new Map<string, SeededFirm>();
  for (const [index, firm] of firms.entries()) {
    const login = firm.login ?? `${city.slug}-${firm.key}`;
    const creditCode = creditCodeOf(firm, index + 1);
    const applicant = await seedApplicant(deps, city, {
      login,
      kind: 'enterprise',
      name: firm.name,
      identityNumber: creditCode,
      contactName: firm.contact,
      mobile: firm.mobile,
    });
    await deps.applicants.setRegistry(city.tenantId, applicant.id, factsOfFirm(firm, asOf));
    seeded.set(firm.key, { firm, applicant, creditCode, login });
  }
  return seeded;
}

export async function seedPersons(deps: Deps, city: SeededCity): Promise<void> {
  for (const [index, person] of yungangPersons.entries()) {
    await seedApplicant(deps, city, {
      login: person.login ?? null,
      kind: 'person',
      name: person.name,
      identityNumber: idCardOf(person, index + 1),
      contactName: person.name,
      mobile: `1390000${3001 + index}`,
    });
  }
}

async function seedApplicant(
  deps: Deps,
  { tenantId, passwordHash }: SeededCity,
  given: {
    readonly login: string | null;
    readonly kind: 'enterprise' | 'person';
    readonly name: string;
    readonly identityNumber: string;
    readonly contactName: string;
    readonly mobile: string;
  },
): Promise<ApplicantRecord> {
  const { login, ...applicant } = given;
  const record = await deps.applicants.create(tenantId, applicant);
  if (login === null) return record;
  const account = await deps.accounts.create(tenantId, {
    login,
    name: given.contactName,
    kind: 'applicant',
    password: demoPassword,
    passwordHash,
    mustChangePassword: false,
  });
  await deps.applicants.addMember(tenantId, record.id, account.id);
  return record;
}
