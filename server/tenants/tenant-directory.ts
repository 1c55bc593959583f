import type { Connection } from 'mongoose';
import type { TenantRules } from '#core/contract';
import { createBriefCache } from '../database/brief-cache.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { Clock, Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { type TenantDocument, tenantModel } from './tenant-model.js';

export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly listed: boolean;
  readonly ready: boolean;
}

const defaultRules: TenantRules = { financeApproves: true };

/** Slug of the tenant in which platform administrators live. */
export const platformSlug = 'platform';

/** The cities that use this server. The one directory whose queries have no tenant: it finds the tenant (D1). */
export interface TenantDirectory {
  /** Null for an unknown tenant and for one that is still being created. */
  bySlug(slug: string): Promise<Tenant | null>;
  byId(tenantId: string): Promise<Tenant | null>;
  /** In order of creation. */
  listed(): Promise<readonly Tenant[]>;
  /** Begins a tenant, or goes on with one whose creation broke off; UNIT_CODE_TAKEN for a slug in use. */
  begin(tenant: { readonly slug: string; readonly name: string; readonly listed?: boolean }): Promise<Tenant>;
  /** Rules about approvals, with the default of each that nobody has set. */
  rules(tenantId: string): Promise<TenantRules>;
  setRules(tenantId: string, rules: TenantRules): Promise<void>;
  /** Opens it for sign-in. */
  finish(tenantId: string): Promise<Tenant>;
}

const toTenant = (document: TenantDocument): Tenant => ({
  id: document._id,
  slug: document.slug,
  name: document.name,
  listed: document.listed,
  ready: document.state === 'ready',
});

export function createTenantDirectory({
  database,
  clock,
  ids,
}: {
  database: Connection;
  clock: Clock;
  ids: Ids;
}): TenantDirectory {
  const tenants = tenantModel(database);
  const rules = createBriefCache<TenantRules>();
  return {
    async bySlug(slug) {
      const found = await tenants.findOne({ slug, state: 'ready' }).lean();
      return found === null ? null : toTenant(found);
    },
    async byId(tenantId) {
      const found = await tenants.findOne({ _id: tenantId }).lean();
      return found === null ? null : toTenant(found);
    },
    async listed() {
      const found = await tenants.find({ listed: true, state: 'ready' }).sort({ createdAt: 1, _id: 1 }).lean();
      return found.map(toTenant);
    },
    async begin({ slug, name, listed = true }) {
      const document: TenantDocument = {
        _id: ids.newId(),
        slug,
        name,
        listed,
        state: 'creating',
        createdAt: clock.now(),
      };
      try {
        await tenants.create(document);
        return toTenant(document);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const found = await tenants.findOneAndUpdate({ slug, state: 'creating' }, { $set: { name, listed } }).lean();
        if (found === null) throw new DomainError('UNIT_CODE_TAKEN', { code: slug });
        return { ...toTenant(found), name, listed };
      }
    },
    rules: (tenantId) =>
      rules.get(tenantId, async () => {
        const found = await tenants.findOne({ _id: tenantId }).lean();
        return { ...defaultRules, ...found?.rules };
      }),
    async setRules(tenantId, next) {
      const changed = await tenants.updateOne({ _id: tenantId }, { $set: { rules: next } });
      rules.forgetAll();
      if (changed.matchedCount === 0) throw new DomainError('NOT_FOUND');
    },
    async finish(tenantId) {
      const found = await tenants
        .findOneAndUpdate({ _id: tenantId }, { $set: { state: 'ready' } }, { returnDocument: 'after' })
        .lean();
      if (found === null) throw new DomainError('NOT_FOUND');
      return toTenant(found);
    },
  };
}
