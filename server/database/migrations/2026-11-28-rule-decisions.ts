import type { Connection } from 'mongoose';
import type { Migration } from './migration.js';

/**
 * Rules name their decisions, cases keep how their amount came about and what they take up in the ledger of awards, and
 * payments the day they were made. Of cases before there is none of it: what they were granted is not in the ledger.
 */
export const ruleDecisions: Migration = {
  id: '2026-11-28-rule-decisions',
  async run(database) {
    for (const name of ['policies', 'policyVersions']) await addDecisions(database, name);
    const cases = database.collection('cases');
    await cases.updateMany({ award: { $exists: false } }, { $set: { award: null, amount: null } });
    await cases.updateMany(
      { 'payment.status': { $exists: true }, 'payment.paidOn': { $exists: false } },
      { $set: { 'payment.paidOn': null } },
    );
  },
};

/** The parts are kept as JSON text, so that each is read and written back. */
async function addDecisions(database: Connection, name: string): Promise<void> {
  const policies = database.collection<{ _id: string; tenantId: string; parts: { rules: string } }>(name);
  for await (const { _id, tenantId, parts } of policies.find({}, { projection: { tenantId: 1, 'parts.rules': 1 } })) {
    const rules = JSON.parse(parts.rules) as Record<string, unknown>;
    if ('decisions' in rules) continue;
    const { conditions, ...rest } = rules;
    const mended = JSON.stringify({ conditions, decisions: [], ...rest });
    await policies.updateOne({ tenantId, _id }, { $set: { 'parts.rules': mended } });
  }
}
