import type { Migration } from './migration.js';

/** Tasks say whom separate duties keep from them (R35). Those written before are kept from nobody by name. */
export const taskBarredAccounts: Migration = {
  id: '2026-11-22-task-barred-accounts',
  async run(database) {
    await database
      .collection('tasks')
      .updateMany({ barredAccountIds: { $exists: false } }, { $set: { barredAccountIds: [] } });
  },
};
