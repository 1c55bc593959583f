import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { type AmountResult, type AwardsSoFar, grantLimit, type PastAward } from '#core/policy';
import type { CaseDocument } from '../cases/case-document.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { Clock } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Projection } from '../outbox/relay.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { type AwardEntry, type AwardLedgerDocument, type AwardSnapshot, awardLedgerModel } from './award-document.js';
import { heldBy, pastAwards, yearOf } from './award-of.js';

/*
 * The ledger of awards keeps what must hold over several cases of one applicant: a once-only policy is had once, a yearly
 * cap and the best of a kind are not exceeded, whoever decides at the same moment. A command that would take up more than
 * its case has takes it in the ledger first (`claim`, one conditional write) and then writes the case. The case is the
 * truth: its outbox brings the ledger up to date (`project`). A claim whose command died counts until somebody needs the
 * room; then the case is asked, and fenced first, so that the late command cannot come through after all.
 */

export interface Claim {
  readonly tenantId: string;
  readonly applicantId: string;
  readonly caseId: string;
  /** Sequence number that the command will have. */
  readonly seq: number;
  readonly award: AwardSnapshot;
  readonly at: string;
  readonly version: ReadyVersion;
  readonly amount: AmountResult | null;
}

export interface AwardLedger {
  /** What the applicant has beside this case, as the amount is worked out against it. */
  soFar(whose: Whose & { readonly policyId: string; readonly at: string }): Promise<AwardsSoFar>;
  /** ALREADY_APPLIED or AMOUNT_TOO_LARGE where it does not fit beside the others; CASE_BUSY where that cannot be told yet. */
  claim(claim: Claim): Promise<void>;
  readonly project: Projection;
}

interface Whose {
  readonly tenantId: string;
  readonly applicantId: string;
  /** The case that the awards are held against; its own does not count. */
  readonly caseId: string | null;
}

/** What the ledger needs of cases, to settle claims that came to nothing. */
export interface CasesToSettle {
  byId(tenantId: string, caseId: string): Promise<CaseDocument | null>;
  /** Raises `rev` and nothing else, so that a command which was loaded before cannot be written any more. */
  fence(loaded: Pick<CaseDocument, 'tenantId' | '_id' | 'rev'>): Promise<boolean>;
}

const attempts = 12;
/** Younger claims are taken for commands under way, which are waited for. */
const underWayMs = 2_000;
/** A case that is not there this long after its claim will not come: requests do not live so long. */
const unfiledMs = 10 * 60_000;
const maxEntries = 5_000;

export function createAwardLedger(database: Connection, cases: CasesToSettle, clock: Clock): AwardLedger {
  const ledgers = awardLedgerModel(database);
  const idOf = (tenantId: string, applicantId: string) => `${tenantId}:${applicantId}`;
  const load = (tenantId: string, applicantId: string) =>
    ledgers.findOne({ tenantId, _id: idOf(tenantId, applicantId) }).lean<AwardLedgerDocument>();

  /** One conditional write; false where somebody was faster. */
  const save = async (
    { tenantId, applicantId }: { readonly tenantId: string; readonly applicantId: string },
    loaded: AwardLedgerDocument | null,
    entries: readonly AwardEntry[],
  ): Promise<boolean> => {
    const _id = idOf(tenantId, applicantId);
    if (entries.length > maxEntries)
      throw new DomainError('LIMIT_EXCEEDED', { limit: String(maxEntries), what: 'awards' });
    if (loaded !== null) {
      const written = await ledgers.updateOne(
        { tenantId, _id, rev: loaded.rev },
        { $set: { entries }, $inc: { rev: 1 } },
      );
      return written.matchedCount === 1;
    }
    try {
      await ledgers.create({ _id, tenantId, applicantId, rev: 1, entries });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };

  /** Another case's claim as its case knows it; the same where that cannot be told yet. */
  const settled = async (tenantId: string, entry: AwardEntry): Promise<AwardEntry> => {
    const { pending } = entry;
    if (pending === null) return entry;
    const age = clock.now().getTime() - pending.at.getTime();
    const found = await cases.byId(tenantId, entry.caseId);
    if (found === null) return age < unfiledMs ? entry : { ...entry, pending: null };
    const known = { ...entry, seq: found.seq, award: found.award, pending: null };
    if (found.seq >= pending.seq) return known;
    if (age < underWayMs || !(await cases.fence(found))) return entry;
    return known;
  };

  const conflictOf = (claim: Claim, others: readonly AwardEntry[]): Conflict | null => {
    const held = others.map(heldBy).filter((award) => award !== null);
    const { award, version, amount, at } = claim;
    const place = award.once === null ? undefined : held.find((other) => takesPlace(award, other));
    if (place !== undefined) return { error: new DomainError('ALREADY_APPLIED', { number: place.caseNumber }) };
    const awards = { policyId: award.policyId, year: yearOf(at), awards: pastAwards(held) };
    const limitFen = grantLimit(version.parts.rules.amount, amount, awards);
    if (limitFen === null || award.amountFen <= limitFen) return null;
    return { error: new DomainError('AMOUNT_TOO_LARGE', { limitFen }) };
  };

  const claimOnce = async (claim: Claim): Promise<boolean> => {
    const { tenantId, caseId } = claim;
    const loaded = await load(tenantId, claim.applicantId);
    const before = loaded?.entries ?? [];
    let others = before.filter((entry) => entry.caseId !== caseId);
    let conflict = conflictOf(claim, others);
    if (conflict !== null && others.some(({ pending }) => pending !== null)) {
      others = await Promise.all(others.map((entry) => settled(tenantId, entry)));
      conflict = conflictOf(claim, others);
      // A claim that is still under way may come to nothing.
      if (conflict !== null && others.some(({ pending }) => pending !== null)) return false;
    }
    if (conflict !== null) throw conflict.error;
    const own = before.find((entry) => entry.caseId === caseId) ?? { caseId, seq: 0, award: null, pending: null };
    return save(claim, loaded, [...others, { ...own, pending: pendingWith(own, claim, clock.now()) }]);
  };

  return {
    async soFar({ tenantId, applicantId, caseId, policyId, at }) {
      const loaded = await load(tenantId, applicantId);
      const others = (loaded?.entries ?? []).filter((entry) => entry.caseId !== caseId);
      const held = others.map(heldBy).filter((award) => award !== null);
      return { policyId, year: yearOf(at), awards: pastAwards(held) };
    },
    async claim(claim) {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        if (await claimOnce(claim)) return;
        await sleep(attempt * 5 + Math.random() * 20);
      }
      throw new DomainError('CASE_BUSY');
    },
    async project({ _id: caseId, tenantId, applicantId }, { seq, award }) {
      if (award === undefined) return;
      for (let attempt = 1; ; attempt += 1) {
        const loaded = await load(tenantId, applicantId);
        const entries = loaded?.entries ?? [];
        const own = entries.find((entry) => entry.caseId === caseId);
        const next = projected(own ?? { caseId, seq: 0, award: null, pending: null }, seq, award);
        if (next === own) return;
        const others = entries.filter((entry) => entry.caseId !== caseId);
        if (await save({ tenantId, applicantId }, loaded, [...others, next])) return;
        if (attempt === attempts)
          throw new Error(`Expected to note the award of case ${caseId}, but others kept writing`);
        await sleep(attempt * 5 + Math.random() * 20);
      }
    },
  };
}

interface Conflict {
  readonly error: DomainError;
}

const takesPlace = (award: AwardSnapshot, other: AwardSnapshot): boolean =>
  other.policyId === award.policyId && (award.once === 'ever' || other.filedYear === award.filedYear);

/** Two commands on one case may claim at once, and either may win: the larger holds until one of them has. */
function pendingWith(own: AwardEntry, { seq, award }: Claim, at: Date): AwardEntry['pending'] {
  const { pending } = own;
  const rival = pending !== null && pending.seq >= seq && pending.award.amountFen > award.amountFen;
  return rival ? pending : { seq, award, at };
}

/** An entry after the case's command of this number; a late relay changes nothing (D5). */
function projected(own: AwardEntry, seq: number, award: AwardSnapshot | null): AwardEntry {
  const isDone = own.pending !== null && own.pending.seq <= seq;
  if (own.seq >= seq) return isDone ? { ...own, pending: null } : own;
  return { ...own, seq, award, pending: isDone ? null : own.pending };
}

/** Awards for people to see, newest year first. */
export const byYear = (awards: readonly PastAward[]): PastAward[] => awards.toSorted((a, b) => b.year - a.year);
