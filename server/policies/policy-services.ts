import type { Connection } from 'mongoose';
import type { RegistryVariable } from '#core/policy';
import { mergeVariables } from '#core/screening';
import type { Deps } from '../http/deps.js';
import type { TemplateLibrary } from '../templates/template-library.js';
import { createPolicyStore, type PolicyStore } from './policy-store.js';
import { createPublishedVersions, type PublishedVersions } from './published-versions.js';
import { createVersionStore, type VersionStore } from './version-store.js';

/** What the policy feature works with, and other features of the business half ask. */
export interface PolicyServices {
  readonly deps: Deps;
  readonly library: TemplateLibrary;
  /** What rules of a city may read: what ships, and the further columns of its enterprise snapshot. */
  registryOf(tenantId: string): Promise<readonly RegistryVariable[]>;
  readonly store: PolicyStore;
  readonly versionStore: VersionStore;
  readonly versions: PublishedVersions;
}

export function createPolicyServices(deps: Deps, library: TemplateLibrary): PolicyServices {
  const database: Connection = deps.database;
  const versionStore = createVersionStore(database);
  return {
    deps,
    library,
    registryOf: async (tenantId) => mergeVariables(library.registry, await deps.snapshots.columns(tenantId)),
    store: createPolicyStore(database),
    versionStore,
    versions: createPublishedVersions(versionStore, library),
  };
}
