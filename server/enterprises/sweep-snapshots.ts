import type { ScreeningServices } from '../screenings/screening-services.js';
import type { ImportServices } from './imports.js';

/** How long an uploaded file waits for its mapping. */
const uploadedMs = 24 * 3_600_000;
/** How long a former snapshot stays for the traces of the screenings that ran on it. */
const keptMs = 180 * 24 * 3_600_000;

/** Ends uploads that nobody started, and drops generations that nothing refers to any more; of all cities (D23). */
export async function sweepSnapshots(
  { deps, files }: ImportServices,
  { screenings }: Pick<ScreeningServices, 'screenings'>,
): Promise<number> {
  const { snapshots, clock } = deps;
  const { imports } = snapshots.models;
  const now = clock.now().getTime();
  const forgotten = await imports
    .find({ status: 'uploaded', takeAt: { $lt: new Date(now - uploadedMs) } }, { tenantId: 1 })
    .limit(100)
    .lean();
  for (const { tenantId, _id } of forgotten) {
    await imports.updateOne(
      { tenantId, _id, status: 'uploaded' },
      { $set: { status: 'cancelled', samples: [], finishedAt: clock.now() } },
    );
    await files.drop(_id);
  }
  return snapshots.sweep(async (tenantId, generation) => {
    const [loading, screened] = await Promise.all([
      imports.findOne({ tenantId, generation, status: 'running' }, { _id: 1 }).lean(),
      screenings.findOne({ tenantId, generation, startedAt: { $gt: new Date(now - keptMs) } }, { _id: 1 }).lean(),
    ]);
    return loading !== null || screened !== null;
  });
}
