import { businessOf } from '../business.js';
import { prepareDatabase } from '../database/prepare.js';
import type { Deps } from '../http/deps.js';
import { runDueJobs } from '../jobs/run-jobs.js';
import { linheFirms, yungangFirms, yungangPersons } from './demo-applicants.js';
import { type DemoAccount, demoPassword, linhe, yungang } from './demo-city.js';
import { type DemoClock, instantOn, workingDayAgo } from './demo-clock.js';
import { demoCases } from './demo-scenarios.js';
import { seedFirms, seedPersons } from './seed-applicants.js';
import { seedCases } from './seed-cases.js';
import { seedCity } from './seed-city.js';
import { seedPolicy } from './seed-policies.js';
import { seedSnapshot } from './seed-snapshot.js';

/*
 * Demo data come about as real data do: through the services, with a clock that runs through the past weeks. What a
 * service refuses here would be refused to people too, so the seed is also a rehearsal of the whole way.
 */

/** Working days before now at which the demo city begins. */
const beginsAgo = 40;

/** Whether the demo is there whole; a store whose seeding broke off is not. */
export const isSeeded = async (deps: Deps): Promise<boolean> =>
  (await deps.tenants.bySlug(yungang.slug)) !== null && (await deps.tenants.bySlug(linhe.slug)) !== null;

/** Fills an empty store. A seeding that broke off is thrown away first: nobody can have signed in to it. */
export async function seedDemo(deps: Deps, clock: DemoClock, options: { readonly now: Date }): Promise<void> {
  const { now } = options;
  const business = businessOf(deps);
  await deps.database.dropDatabase();
  await prepareDatabase(deps.database);
  const begin = instantOn(workingDayAgo(now, beginsAgo), '08:40', now);
  clock.set(begin);
  try {
    const passwordHash = await deps.accounts.hashPassword(demoPassword);
    await seedPlatform(deps, passwordHash);
    const city = await seedCity(deps, yungang, passwordHash);
    const firms = await seedFirms(deps, city, yungangFirms);
    await seedPersons(deps, city);
    const policies = new Map([
      [
        'smart-factory-award',
        await seedPolicy(business, city, { ...policyOf('smart-factory-award', 'jxj-admin'), now }),
      ],
      ['stable-jobs-refund', await seedPolicy(business, city, { ...policyOf('stable-jobs-refund', 'rsj-admin'), now })],
      ['digital-park-award', await seedPolicy(business, city, { ...policyOf('digital-park-award', 'jxj-admin'), now })],
    ]);
    await seedCases({ business, city, clock, now, firms, policies }, demoCases);

    clock.set(begin);
    const other = await seedCity(deps, linhe, passwordHash);
    const otherFirms = await seedFirms(deps, other, linheFirms);
    const otherPolicy = await seedPolicy(business, other, { ...policyOf('smart-factory-award', 'jxj-admin'), now });
    await seedCases(
      {
        business,
        city: other,
        clock,
        now,
        firms: otherFirms,
        policies: new Map([['smart-factory-award', otherPolicy]]),
      },
      [{ template: 'smart-factory-award', firm: 'l01', filed: 2, time: '10:00', acts: [] }],
    );
    clock.set(now);
    await runDueJobs(business);
    // Yesterday evening's data, screened this morning.
    clock.set(instantOn(workingDayAgo(now, 1), '09:10', now));
    const policyId = policies.get('smart-factory-award') ?? '';
    await seedSnapshot(business, city, { firms: yungangFirms, policyId });
    clock.set(now);
    // Last: a city that is open is whole.
    await deps.tenants.finish(other.tenantId);
    await deps.tenants.finish(city.tenantId);
  } finally {
    clock.release();
  }
}

const policyOf = (templateId: string, login: string) => ({ templateId, login, key: `demo-${templateId}` });

async function seedPlatform(deps: Deps, passwordHash: string): Promise<void> {
  const tenant = await deps.tenants.begin({ slug: 'platform', name: '平台', listed: false });
  const root = { parentId: null, code: 'platform', name: '平台', kind: 'section' } as const;
  const unit = await deps.units.create(tenant.id, root);
  const account = await deps.accounts.create(tenant.id, {
    login: 'platform',
    name: '平台管理员',
    kind: 'staff',
    password: demoPassword,
    passwordHash,
    mustChangePassword: false,
  });
  await deps.appointments.create(tenant.id, {
    accountId: account.id,
    unitId: unit.id,
    role: 'platform-admin',
    subtree: true,
    from: '2020-01-01',
    until: null,
  });
  await deps.tenants.finish(tenant.id);
}

export interface DemoAccountRow extends DemoAccount {
  readonly tenant: string;
  readonly password: string;
}

/** Every demo account, for the table that is printed and for tests. */
export const demoAccounts: readonly DemoAccountRow[] = [
  ...[yungang, linhe].flatMap((city) =>
    city.staff.map((account) => ({ ...account, tenant: city.slug, password: demoPassword })),
  ),
  ...[...yungangFirms, ...linheFirms].flatMap((firm) =>
    firm.login === undefined
      ? []
      : [
          {
            login: firm.login,
            name: firm.name,
            role: 'applicant' as const,
            purpose: firm.purpose ?? '',
            tenant: firm.key.startsWith('l') ? linhe.slug : yungang.slug,
            password: demoPassword,
          },
        ],
  ),
  ...yungangPersons.flatMap((person) =>
    person.login === undefined
      ? []
      : [
          {
            login: person.login,
            name: person.name,
            role: 'applicant' as const,
            purpose: '个人申报人',
            tenant: yungang.slug,
            password: demoPassword,
          },
        ],
  ),
];
