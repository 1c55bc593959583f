import type { Connection } from 'mongoose';
import { z } from '#core/contract';
import { createBriefCache } from '../database/brief-cache.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { literalPattern } from '../database/literal-pattern.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import type { Clock, Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { type AccountDocument, accountModel } from './account-model.js';
import { type PasswordHasher, passwordWeaknesses } from './password.js';

/** A person who signs in (D2), without anything of the password. */
export interface AccountRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly login: string;
  readonly name: string;
  readonly mobile: string | null;
  readonly kind: 'staff' | 'applicant';
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly lastSignInAt: Date | null;
}

export interface NewAccount {
  /** Given where others must name the account before it exists. */
  readonly id?: string;
  readonly login: string;
  readonly name: string;
  readonly mobile?: string | null;
  readonly kind: 'staff' | 'applicant';
  readonly password: string;
  readonly mustChangePassword: boolean;
  /** The hash of that password where it was made before: hashing is dear, and the demo has one password for all. */
  readonly passwordHash?: string;
}

export interface AccountDirectory {
  /** What `passwordHash` takes. */
  hashPassword(password: string): Promise<string>;
  byId(tenantId: string, accountId: string): Promise<AccountRecord | null>;
  byIds(tenantId: string, accountIds: readonly string[]): Promise<ReadonlyMap<string, AccountRecord>>;
  /** Those of them that may sign in; remembered for a second, see `brief-cache`. */
  enabledAmong(tenantId: string, accountIds: readonly string[]): Promise<ReadonlySet<string>>;
  byLogin(tenantId: string, login: string): Promise<AccountRecord | null>;
  list(
    tenantId: string,
    query: {
      readonly query?: string | undefined;
      readonly kind: 'staff' | 'applicant';
      readonly cursor?: string | undefined;
      readonly limit: number;
    },
  ): Promise<{ readonly items: readonly AccountRecord[]; readonly nextCursor: string | null }>;
  /** LOGIN_TAKEN for a login in use, whatever its case. Does not judge the password. */
  create(tenantId: string, account: NewAccount): Promise<AccountRecord>;
  /** Takes back an account that was made a moment ago and used by nobody. */
  discard(tenantId: string, accountId: string): Promise<void>;
  update(
    tenantId: string,
    accountId: string,
    changes: {
      readonly name?: string | undefined;
      readonly mobile?: string | null | undefined;
      readonly disabled?: boolean | undefined;
      readonly lastSignInAt?: Date | undefined;
    },
  ): Promise<AccountRecord>;
  /** Whether it is the account's password; takes as long for an account that does not exist. */
  passwordFits(tenantId: string, login: string, password: string): Promise<AccountRecord | null>;
  setPassword(tenantId: string, accountId: string, password: string, mustChange: boolean): Promise<void>;
  /** PASSWORD_TOO_WEAK with every broken rule in `issues`. */
  judgePassword(password: string, login: string): void;
}

function toRecord(document: AccountDocument): AccountRecord {
  const { _id, tenantId, login, name, mobile, kind, mustChangePassword, disabled, lastSignInAt } = document;
  return { id: _id, tenantId, login, name, mobile, kind, mustChangePassword, disabled, lastSignInAt };
}

const keyOf = (login: string) => login.normalize('NFKC').toLowerCase();
const cursorShape = z.tuple([z.string().max(200)]);

export function createAccountDirectory({
  database,
  clock,
  ids,
  passwords,
}: {
  database: Connection;
  clock: Clock;
  ids: Ids;
  passwords: PasswordHasher;
}): AccountDirectory {
  const accounts = accountModel(database);
  const one = async (filter: { tenantId: string; _id?: string; loginKey?: string }) => accounts.findOne(filter).lean();
  const enabled = createBriefCache<ReadonlySet<string>>();
  const record = (found: AccountDocument | null) => (found === null ? null : toRecord(found));

  return {
    byId: async (tenantId, accountId) => record(await one({ tenantId, _id: accountId })),
    byLogin: async (tenantId, login) => record(await one({ tenantId, loginKey: keyOf(login) })),
    async byIds(tenantId, accountIds) {
      if (accountIds.length === 0) return new Map();
      const found = await accounts.find({ tenantId, _id: { $in: [...new Set(accountIds)] } }).lean();
      return new Map(found.map((account) => [account._id, toRecord(account)]));
    },
    enabledAmong: (tenantId, accountIds) => {
      const among = [...new Set(accountIds)].sort();
      return enabled.get(`${tenantId} ${among.join(' ')}`, async () => {
        const found = await accounts.find({ tenantId, _id: { $in: among }, disabled: false }, { _id: 1 }).lean();
        return new Set(found.map(({ _id }) => _id));
      });
    },
    async list(tenantId, { query, kind, cursor, limit }) {
      const [after] = cursor === undefined ? [] : readCursor(cursorShape, cursor);
      const words = query?.trim() ?? '';
      const found = await accounts
        .find({
          tenantId,
          kind,
          ...(words === ''
            ? {}
            : { $or: [{ loginKey: literalPattern(keyOf(words)) }, { name: literalPattern(words) }] }),
          ...(after === undefined ? {} : { loginKey: { $gt: after } }),
        })
        .sort({ loginKey: 1 })
        .limit(limit + 1)
        .lean();
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        items: found.slice(0, limit).map(toRecord),
        nextCursor: last === undefined ? null : writeCursor([last.loginKey]),
      };
    },
    hashPassword: (password) => passwords.hash(password),
    async create(tenantId, { id, login, name, mobile = null, kind, password, mustChangePassword, passwordHash }) {
      const document: AccountDocument = {
        _id: id ?? ids.newId(),
        tenantId,
        login,
        loginKey: keyOf(login),
        name,
        mobile,
        kind,
        passwordHash: passwordHash ?? (await passwords.hash(password)),
        mustChangePassword,
        disabled: false,
        lastSignInAt: null,
        createdAt: clock.now(),
      };
      try {
        await accounts.create(document);
        enabled.forgetAll();
      } catch (cause) {
        if (isDuplicateKey(cause)) throw new DomainError('LOGIN_TAKEN', { login }, { cause });
        throw cause;
      }
      return toRecord(document);
    },
    async discard(tenantId, accountId) {
      await accounts.deleteOne({ tenantId, _id: accountId, lastSignInAt: null });
      enabled.forgetAll();
    },
    async update(tenantId, accountId, changes) {
      const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const found = await accounts
        .findOneAndUpdate({ tenantId, _id: accountId }, { $set: set }, { returnDocument: 'after' })
        .lean();
      enabled.forgetAll();
      if (found === null) throw new DomainError('NOT_FOUND');
      return toRecord(found);
    },
    async passwordFits(tenantId, login, password) {
      const found = await one({ tenantId, loginKey: keyOf(login) });
      if (found === null) {
        await passwords.verifyNothing(password);
        return null;
      }
      return (await passwords.verify(found.passwordHash, password)) ? toRecord(found) : null;
    },
    async setPassword(tenantId, accountId, password, mustChangePassword) {
      const passwordHash = await passwords.hash(password);
      const changed = await accounts.updateOne(
        { tenantId, _id: accountId },
        { $set: { passwordHash, mustChangePassword } },
      );
      if (changed.matchedCount === 0) throw new DomainError('NOT_FOUND');
    },
    judgePassword(password, login) {
      const weaknesses = passwordWeaknesses(password, login);
      if (weaknesses.length === 0) return;
      const issues = weaknesses.map((code) => ({
        path: 'password',
        code,
        params: code === 'TOO_SHORT' ? { min: 10 } : {},
      }));
      throw new DomainError('PASSWORD_TOO_WEAK', { reasons: weaknesses }, { issues });
    },
  };
}
