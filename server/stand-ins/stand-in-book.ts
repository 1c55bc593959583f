import type { Connection } from 'mongoose';
import type { StandIn } from '#core/contract';
import type { AccountDirectory } from '../accounts/account-directory.js';
import { chinaDayOf } from '../calendar/china-day.js';
import { createBriefCache } from '../database/brief-cache.js';
import type { Clock, Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { type StandInDocument, standInModel } from './stand-in-model.js';

type NewStandIn = Pick<StandIn, 'accountId' | 'standInId' | 'from' | 'until' | 'reason'>;

/** Who acts for whom while they are away (AB岗, R37). A stand-in takes steps; no other right comes with it. */
export interface StandInBook {
  /** Those for whom this account acts today. */
  standingIn(tenantId: string, accountId: string): Promise<readonly StandIn[]>;
  /** Account id → stand-in's account id, of everybody who is away today. */
  awayToday(tenantId: string): Promise<ReadonlyMap<string, readonly string[]>>;
  /** All that have not ended, of one account as either, or of all. */
  open(tenantId: string, accountId: string | null): Promise<readonly StandIn[]>;
  byId(tenantId: string, id: string): Promise<StandIn | null>;
  /** STAND_IN_INVALID for oneself, dates in the wrong order, or two who stand in for each other at once. */
  create(tenantId: string, standIn: NewStandIn): Promise<StandIn>;
  end(tenantId: string, id: string): Promise<void>;
}

export function createStandInBook(parts: {
  database: Connection;
  clock: Clock;
  ids: Ids;
  accounts: Pick<AccountDirectory, 'byIds'>;
}): StandInBook {
  const { clock, ids, accounts } = parts;
  const standIns = standInModel(parts.database);
  const absent = createBriefCache<ReadonlyMap<string, readonly string[]>>();
  const today = () => chinaDayOf(clock.now());
  const notEnded = () => ({ endedAt: null, $or: [{ until: null }, { until: { $gte: today() } }] });
  const now = () => ({ ...notEnded(), from: { $lte: today() } });

  const find = async (filter: Record<string, unknown> & { tenantId: string }): Promise<readonly StandIn[]> => {
    const found = await standIns.find(filter).sort({ from: 1, _id: 1 }).limit(500).lean<StandInDocument[]>();
    const names = await accounts.byIds(
      filter.tenantId,
      found.flatMap((one) => [one.accountId, one.standInId]),
    );
    return found.map(({ _id, accountId, standInId, from, until, reason }) => ({
      id: _id,
      accountId,
      accountName: names.get(accountId)?.name ?? '',
      standInId,
      standInName: names.get(standInId)?.name ?? '',
      from,
      until,
      reason,
    }));
  };

  return {
    standingIn: (tenantId, accountId) => find({ tenantId, standInId: accountId, ...now() }),
    awayToday: (tenantId) =>
      absent.get(`${tenantId} ${today()}`, async () => {
        const away = new Map<string, string[]>();
        for (const { accountId, standInId } of await standIns.find({ tenantId, ...now() }).lean<StandInDocument[]>())
          away.set(accountId, [...(away.get(accountId) ?? []), standInId]);
        return away;
      }),
    open: (tenantId, accountId) =>
      find({
        tenantId,
        $and: [notEnded(), accountId === null ? {} : { $or: [{ accountId }, { standInId: accountId }] }],
      }),
    byId: async (tenantId, id) => (await find({ tenantId, _id: id, endedAt: null }))[0] ?? null,
    async create(tenantId, { accountId, standInId, from, until, reason }) {
      const overlaps = (one: StandIn) => (one.until ?? '9999') >= from && one.from <= (until ?? '9999');
      const back = await find({ tenantId, accountId: standInId, standInId: accountId, ...notEnded() });
      if (accountId === standInId || (until !== null && until < from) || back.some(overlaps))
        throw new DomainError('STAND_IN_INVALID');
      const _id = ids.newId();
      await standIns.create({ _id, tenantId, accountId, standInId, from, until, reason, endedAt: null });
      absent.forgetAll();
      const [made] = await find({ tenantId, _id });
      if (made === undefined) throw new Error('Expected the stand-in to exist, but it does not');
      return made;
    },
    async end(tenantId, id) {
      await standIns.updateOne({ tenantId, _id: id, endedAt: null }, { $set: { endedAt: clock.now() } });
      absent.forgetAll();
    },
  };
}
