import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { PasswordIssueCode } from '#core/contract';
import type { PasswordCost } from '../config/config.js';
import { commonPasswords } from './common-passwords.js';

/** `UNCHANGED` needs the former password, see `password-routes`. */
export type PasswordWeakness = Exclude<PasswordIssueCode, 'UNCHANGED'>;

const minLength = 10;

/** Every rule that a password breaks: ten characters, three kinds of them, without the login, not a common one. */
export function passwordWeaknesses(password: string, login: string): PasswordWeakness[] {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length;
  const lower = password.toLowerCase();
  const weaknesses: PasswordWeakness[] = [];
  if ([...password].length < minLength) weaknesses.push('TOO_SHORT');
  if (kinds < 3) weaknesses.push('TOO_FEW_KINDS');
  if (login.length >= 3 && lower.includes(login.toLowerCase())) weaknesses.push('CONTAINS_LOGIN');
  if (isCommon(lower)) weaknesses.push('COMMON');
  return weaknesses;
}

/** Common words with digits and signs around or in them are guessed as easily: `Password@2026`, `P@ssw0rd!!`. */
function isCommon(lower: string): boolean {
  const word = lower.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const spelled = word.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('$', 's').replaceAll('1', 'i');
  const letters = (text: string) => text.replace(/[^a-z]/g, '');
  const guesses = [lower, lower.replace(/[^a-z\d]/g, ''), letters(word), letters(spelled)];
  return guesses.some((guess) => commonPasswords.has(guess));
}

/** Characters that are not mistaken for each other when read aloud or from paper. */
const alphabets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789'] as const;

/** A one-time password for this login: twelve characters in three groups, about 65 bits, breaking no rule. */
export function newOneTimePassword(login: string): string {
  const all = alphabets.join('');
  for (;;) {
    const group = () => Array.from({ length: 4 }, () => all[randomInt(all.length)]).join('');
    const password = [group(), group(), group()].join('-');
    const hasAllKinds = alphabets.every((alphabet) => [...password].some((character) => alphabet.includes(character)));
    if (hasAllKinds && passwordWeaknesses(password, login).length === 0) return password;
  }
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(storedHash: string, password: string): Promise<boolean>;
  /** Takes as long as `verify` and is false: for logins that do not exist, so that time tells nothing. */
  verifyNothing(password: string): Promise<false>;
}

/** argon2id with the configured costs. */
export function createPasswordHasher(cost: PasswordCost): PasswordHasher {
  const options = {
    // argon2id, the only one in use; the package's name for it is a `const enum`, which isolated modules cannot read.
    algorithm: 2,
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
    parallelism: 1,
  };
  let ofNobody: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, options),
    verify: (storedHash, password) => verify(storedHash, password),
    async verifyNothing(password) {
      ofNobody ??= hash(newOneTimePassword(''), options);
      await verify(await ofNobody, password);
      return false;
    },
  };
}
