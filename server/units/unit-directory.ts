import type { Connection } from 'mongoose';
import type { Unit } from '#core/contract';
import { createBriefCache } from '../database/brief-cache.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { type UnitDocument, unitModel } from './unit-model.js';

export interface NewUnit {
  /** Null for the tenant's root. */
  readonly parentId: string | null;
  /** Unique in the tenant and never changed: the path is made of codes. */
  readonly code: string;
  readonly name: string;
  readonly kind: Unit['kind'];
  readonly regionCode?: string | null;
  readonly phone?: string | null;
}

/** The tree of units of a tenant, by materialised path (D1). */
export interface UnitDirectory {
  /** In path order: a parent before its children. */
  list(tenantId: string): Promise<readonly Unit[]>;
  byId(tenantId: string, unitId: string): Promise<Unit | null>;
  byIds(tenantId: string, unitIds: readonly string[]): Promise<ReadonlyMap<string, Unit>>;
  byCode(tenantId: string, code: string): Promise<Unit | null>;
  /** NOT_FOUND for an unknown parent, UNIT_CODE_TAKEN for a code in use. */
  create(tenantId: string, unit: NewUnit): Promise<Unit>;
  /** NOT_FOUND for an unknown unit. */
  update(
    tenantId: string,
    unitId: string,
    changes: {
      readonly name?: string | undefined;
      readonly phone?: string | null | undefined;
      readonly closed?: boolean | undefined;
    },
  ): Promise<Unit>;
}

function toUnit({ tenantId: _tenantId, _id, ...rest }: UnitDocument): Unit {
  return { id: _id, ...rest };
}

export function createUnitDirectory({ database, ids }: { database: Connection; ids: Ids }): UnitDirectory {
  const units = unitModel(database);
  const lists = createBriefCache<readonly Unit[]>();
  const one = async (filter: { tenantId: string; _id?: string; code?: string }): Promise<Unit | null> => {
    const found = await units.findOne(filter).lean();
    return found === null ? null : toUnit(found);
  };
  return {
    list: (tenantId) =>
      lists.get(tenantId, async () => (await units.find({ tenantId }).sort({ path: 1 }).lean()).map(toUnit)),
    byId: (tenantId, unitId) => one({ tenantId, _id: unitId }),
    byCode: (tenantId, code) => one({ tenantId, code }),
    async byIds(tenantId, unitIds) {
      if (unitIds.length === 0) return new Map();
      const found = await units.find({ tenantId, _id: { $in: [...new Set(unitIds)] } }).lean();
      return new Map(found.map((unit) => [unit._id, toUnit(unit)]));
    },
    async create(tenantId, { parentId, code, name, kind, regionCode = null, phone = null }) {
      const parent = parentId === null ? null : await one({ tenantId, _id: parentId });
      if (parentId !== null && parent === null) throw new DomainError('NOT_FOUND');
      const path = `${parent?.path ?? '/'}${code}/`;
      const document: UnitDocument = {
        _id: ids.newId(),
        tenantId,
        code,
        name,
        kind,
        parentId,
        path,
        regionCode,
        phone,
        closed: false,
      };
      try {
        await units.create(document);
        lists.forgetAll();
      } catch (cause) {
        if (isDuplicateKey(cause)) throw new DomainError('UNIT_CODE_TAKEN', { code }, { cause });
        throw cause;
      }
      return toUnit(document);
    },
    async update(tenantId, unitId, changes) {
      const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const found = await units
        .findOneAndUpdate({ tenantId, _id: unitId }, { $set: set }, { returnDocument: 'after' })
        .lean();
      lists.forgetAll();
      if (found === null) throw new DomainError('NOT_FOUND');
      return toUnit(found);
    },
  };
}
