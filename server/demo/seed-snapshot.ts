import { Readable } from 'node:stream';
import type { Business } from '../business.js';
import { chinaDayOf } from '../calendar/china-day.js';
import { startImport, uploadImport } from '../enterprises/imports.js';
import { startScreening } from '../screenings/screenings.js';
import type { DemoFirm } from './demo-applicants.js';
import { demoSnapshot } from './demo-snapshot.js';
import type { SeededCity } from './seed-city.js';

/** What the demo's officer has for the award. */
const budgetFen = 1_500_000_000;

/** The city's snapshot, imported as its administrator would, and one screening by the department, ready to be confirmed. */
export async function seedSnapshot(
  business: Business,
  city: SeededCity,
  { firms, policyId }: { readonly firms: readonly DemoFirm[]; readonly policyId: string },
): Promise<void> {
  const { imports, screenings } = business;
  const administrator = await city.principal('admin');
  const file = { name: '云港市企业库.csv', body: Readable.from([demoSnapshot(firms)]) };
  const { id, columns } = await uploadImport(imports, administrator, file);
  const asOf = chinaDayOf(business.deps.clock.now());
  await startImport(imports, administrator, id, { columns, asOf, source: '市大数据局' });
  await imports.runner.runDue();
  if ((await business.deps.snapshots.current(city.tenantId)) === null) {
    throw new Error('Expected the demo snapshot to be imported, but it was refused');
  }
  const officer = await city.principal('jxj-admin');
  await startScreening(screenings, officer, 'demo-screening', { purpose: 'screening', policyId, budgetFen });
  await screenings.runner.runDue();
}
