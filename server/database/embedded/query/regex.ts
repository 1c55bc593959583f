/** PCRE patterns as native ones (manual: "$regex"). What JavaScript understands otherwise is refused. */
import { BSONRegExp, type BsonValue } from '../bson/value.js';
import { CommandError } from '../errors.js';

/** Possessive quantifiers, atomic groups, recursion, conditionals and classes of POSIX have no native counterpart. */
const NOT_NATIVE = /\(\?>|[*+?}]\+|\(\?R\)|\(\?\(|\[\[:|\\[AzZGKQRX]|\(\?[imsx-]+\)/;

export function compileRegex(pattern: string, options: string): RegExp {
  for (const option of options)
    if (!'imsxu'.includes(option)) throw new CommandError(51108, `invalid flag in regex options: ${option}`);
  if (NOT_NATIVE.test(pattern))
    throw new CommandError(
      'NotImplemented',
      `The regular expression /${pattern}/ is not supported by the embedded store`,
    );
  const source = options.includes('x') ? withoutComments(pattern) : pattern;
  const flags = [...'ims'].filter((flag) => options.includes(flag)).join('');
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return compileLeniently(source, flags);
  }
}

/** Without `u` an escape that means nothing is the character itself, as in PCRE. */
function compileLeniently(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new CommandError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

/** Option x: white space and comments outside classes are not part of the pattern. */
function withoutComments(pattern: string): string {
  let inClass = false;
  let result = '';
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    if (character === '\\') {
      result += character + (pattern[++index] ?? '');
      continue;
    }
    if (character === '[') inClass = true;
    if (character === ']') inClass = false;
    if (!inClass && character === '#') {
      while (index < pattern.length && pattern[index] !== '\n') index++;
      continue;
    }
    if (inClass || !/\s/.test(character)) result += character;
  }
  return result;
}

export function regexOf(value: BsonValue): RegExp | undefined {
  return value instanceof BSONRegExp ? compileRegex(value.pattern, value.options) : undefined;
}

/** The text with which every match begins, if the pattern says so: `^abc`. */
export function literalPrefix(pattern: string, options: string): string | undefined {
  if (options !== '' || !pattern.startsWith('^') || pattern.includes('|')) return undefined;
  const plain = /^\^((?:[^\\^$.|?*+()[\]{}])*)(.?)/su.exec(pattern);
  if (!plain) return undefined;
  const [, text = '', next = ''] = plain;
  // A quantifier belongs to the last character alone.
  const certain = '?*{'.includes(next) && next !== '' ? [...text].slice(0, -1).join('') : text;
  return certain === '' ? undefined : certain;
}
