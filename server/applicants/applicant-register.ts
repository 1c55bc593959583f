import type { Connection } from 'mongoose';
import { maskIdentity, maskPhone, parseIdentity, parseMobile } from '#core/identity';
import { chinaDayOf } from '../calendar/china-day.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { literalPattern } from '../database/literal-pattern.js';
import type { Clock, Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Secrets } from '../secrets/secrets.js';
import { type ApplicantDocument, type ApplicantKind, applicantModel, type RegistryFact } from './applicant-model.js';
import { membershipModel } from './membership-model.js';

/** A firm or person, identity and mobile masked. */
export interface ApplicantRecord {
  readonly id: string;
  readonly kind: ApplicantKind;
  readonly name: string;
  readonly identityMasked: string;
  readonly contactName: string;
  readonly mobileMasked: string;
  readonly regionCode: string | null;
  readonly registry: readonly RegistryFact[];
}

export interface NewApplicant {
  readonly id?: string;
  readonly kind: ApplicantKind;
  readonly name: string;
  readonly identityNumber: string;
  readonly contactName: string;
  /** Absent for a firm that a register knows and that has never been in touch. */
  readonly mobile?: string;
  readonly registry?: readonly RegistryFact[];
}

/** Who can apply: unique in the tenant by identity number, which is sealed (D2, D20). */
export interface ApplicantRegister {
  byId(tenantId: string, applicantId: string): Promise<ApplicantRecord | null>;
  byIds(tenantId: string, applicantIds: readonly string[]): Promise<ReadonlyMap<string, ApplicantRecord>>;
  /** By the whole identity number, however it is written. */
  byIdentity(tenantId: string, identityNumber: string): Promise<ApplicantRecord | null>;
  byName(tenantId: string, part: string, limit: number): Promise<readonly ApplicantRecord[]>;
  /** IDENTITY_INVALID for an identity number or mobile that cannot be. */
  judge(applicant: Pick<NewApplicant, 'kind' | 'identityNumber'> & { readonly mobile: string }): void;
  /** IDENTITY_INVALID for a number that cannot be, IDENTITY_TAKEN for one that is registered. */
  create(tenantId: string, applicant: NewApplicant): Promise<ApplicantRecord>;
  /** Takes back an applicant that was made a moment ago. */
  discard(tenantId: string, applicantId: string): Promise<void>;
  update(
    tenantId: string,
    applicantId: string,
    changes: { readonly contactName?: string | undefined; readonly mobile?: string | undefined },
  ): Promise<ApplicantRecord>;
  /** Replaces what government knows of the applicant (R24). */
  setRegistry(tenantId: string, applicantId: string, facts: readonly RegistryFact[]): Promise<void>;
  /** The whole numbers; the caller audits the view. */
  reveal(tenantId: string, applicantId: string): Promise<{ readonly identityNumber: string; readonly mobile: string }>;
  /** Lets an account act for an applicant; again is the same. */
  addMember(tenantId: string, applicantId: string, accountId: string): Promise<void>;
  /** Applicants the account may act for now. */
  ofAccount(tenantId: string, accountId: string): Promise<readonly ApplicantRecord[]>;
  /** Those of the applicants that somebody can act for by an account. */
  withAccount(tenantId: string, applicantIds: readonly string[]): Promise<ReadonlySet<string>>;
}

function toRecord(document: ApplicantDocument): ApplicantRecord {
  const { _id, kind, name, identityMasked, contactName, mobileMasked, regionCode, registry } = document;
  return { id: _id, kind, name, identityMasked, contactName, mobileMasked, regionCode, registry };
}

export function createApplicantRegister(parts: {
  database: Connection;
  clock: Clock;
  ids: Ids;
  secrets: Secrets;
}): ApplicantRegister {
  const { database, clock, ids, secrets } = parts;
  const applicants = applicantModel(database);
  const memberships = membershipModel(database);

  const one = (tenantId: string, applicantId: string) => applicants.findOne({ tenantId, _id: applicantId }).lean();
  const sealedMobile = (text: string) => {
    const mobile = parseMobile(text);
    if (!mobile.ok) throw invalid('mobile', mobile.error);
    return { mobileSealed: secrets.seal(mobile.value), mobileMasked: maskPhone(mobile.value) };
  };
  const running = () => ({ $or: [{ until: null }, { until: { $gt: clock.now() } }] });

  return {
    async byId(tenantId, applicantId) {
      const found = await one(tenantId, applicantId);
      return found === null ? null : toRecord(found);
    },
    async byIds(tenantId, applicantIds) {
      if (applicantIds.length === 0) return new Map();
      const found = await applicants.find({ tenantId, _id: { $in: [...new Set(applicantIds)] } }).lean();
      return new Map(found.map((applicant) => [applicant._id, toRecord(applicant)]));
    },
    async byIdentity(tenantId, identityNumber) {
      for (const kind of ['enterprise', 'person'] as const) {
        const identity = parseIdentity(kind, identityNumber, chinaDayOf(clock.now()));
        if (!identity.ok) continue;
        const found = await applicants
          .findOne({ tenantId, identityLookup: secrets.lookup(identity.value.number) })
          .lean();
        if (found !== null) return toRecord(found);
      }
      return null;
    },
    async byName(tenantId, part, limit) {
      const found = await applicants
        .find({ tenantId, name: literalPattern(part) })
        .sort({ name: 1, _id: 1 })
        .limit(limit)
        .lean();
      return found.map(toRecord);
    },
    judge({ kind, identityNumber, mobile }) {
      const identity = parseIdentity(kind, identityNumber, chinaDayOf(clock.now()));
      if (!identity.ok) throw invalid('identityNumber', identity.error);
      const phone = parseMobile(mobile);
      if (!phone.ok) throw invalid('mobile', phone.error);
    },
    async create(tenantId, { id, kind, name, identityNumber, contactName, mobile, registry = [] }) {
      const identity = parseIdentity(kind, identityNumber, chinaDayOf(clock.now()));
      if (!identity.ok) throw invalid('identityNumber', identity.error);
      const number = identity.value.number;
      const document: ApplicantDocument = {
        _id: id ?? ids.newId(),
        tenantId,
        kind,
        name,
        identitySealed: secrets.seal(number),
        identityLookup: secrets.lookup(number),
        identityMasked: maskIdentity(number),
        contactName,
        ...(mobile === undefined ? { mobileSealed: secrets.seal(''), mobileMasked: '' } : sealedMobile(mobile)),
        regionCode: (identity.value as { readonly districtCode?: string }).districtCode ?? null,
        registry: [...registry],
        createdAt: clock.now(),
      };
      try {
        await applicants.create(document);
      } catch (cause) {
        if (isDuplicateKey(cause)) throw new DomainError('IDENTITY_TAKEN', {}, { cause });
        throw cause;
      }
      return toRecord(document);
    },
    async discard(tenantId, applicantId) {
      await memberships.deleteMany({ tenantId, applicantId });
      await applicants.deleteOne({ tenantId, _id: applicantId });
    },
    async update(tenantId, applicantId, { contactName, mobile }) {
      const set = {
        ...(contactName === undefined ? {} : { contactName }),
        ...(mobile === undefined ? {} : sealedMobile(mobile)),
      };
      const found = await applicants
        .findOneAndUpdate({ tenantId, _id: applicantId }, { $set: set }, { returnDocument: 'after' })
        .lean();
      if (found === null) throw new DomainError('NOT_FOUND');
      return toRecord(found);
    },
    async setRegistry(tenantId, applicantId, facts) {
      const changed = await applicants.updateOne({ tenantId, _id: applicantId }, { $set: { registry: [...facts] } });
      if (changed.matchedCount === 0) throw new DomainError('NOT_FOUND');
    },
    async reveal(tenantId, applicantId) {
      const found = await one(tenantId, applicantId);
      if (found === null) throw new DomainError('NOT_FOUND');
      return { identityNumber: secrets.open(found.identitySealed), mobile: secrets.open(found.mobileSealed) };
    },
    async addMember(tenantId, applicantId, accountId) {
      try {
        await memberships.create({
          _id: `${applicantId}:${accountId}`,
          tenantId,
          applicantId,
          accountId,
          createdAt: clock.now(),
          until: null,
        });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async ofAccount(tenantId, accountId) {
      const held = await memberships.find({ tenantId, accountId, ...running() }).lean();
      if (held.length === 0) return [];
      const found = await applicants
        .find({ tenantId, _id: { $in: held.map((membership) => membership.applicantId) } })
        .sort({ createdAt: 1, _id: 1 })
        .lean();
      return found.map(toRecord);
    },
    async withAccount(tenantId, applicantIds) {
      const held = await memberships.find({ tenantId, applicantId: { $in: applicantIds }, ...running() }).lean();
      return new Set(held.map((membership) => membership.applicantId));
    },
  };
}

function invalid(
  path: 'identityNumber' | 'mobile',
  problem: { readonly code: string; readonly params: Readonly<Record<string, unknown>> },
): DomainError {
  return new DomainError('IDENTITY_INVALID', { field: path }, { issues: [{ path, ...problem }] });
}
