import { taskBarredAccounts } from './2026-11-22-task-barred-accounts.js';
import { openKeys } from './2026-11-28-open-keys.js';
import { ruleDecisions } from './2026-11-28-rule-decisions.js';
import type { Migration } from './migration.js';

/** Every migration there has been, in order. One that was released is never changed, moved or taken out. */
export const allMigrations: readonly Migration[] = [taskBarredAccounts, ruleDecisions, openKeys];
