import { err, ok, type Result } from '#core/result';
import { isProvablyFast } from './prove.js';
import { PatternFailure, translate } from './translate.js';

/** Characters a pattern may have. */
const maxPatternLength = 500;

/**
 * Translates an XPath pattern to a native one, refusing what is malformed, and what is not proved to run
 * in at most the square of the text's length (D19). Flags: `s`, `m`, `i`, `x`.
 */
export function compilePattern(pattern: string, flags = ''): Result<RegExp, 'PATTERN_INVALID' | 'PATTERN_UNSAFE'> {
  if (!/^[smix]*$/.test(flags)) return err('PATTERN_INVALID');
  if (pattern.length > maxPatternLength) return err('PATTERN_UNSAFE');
  const written = flags.includes('x') ? pattern.replace(/[ \t\n\r]/g, '') : pattern;
  try {
    const { source, branches } = translate(written, { dotAll: flags.includes('s'), ignoreCase: flags.includes('i') });
    if (!isProvablyFast(branches, !flags.includes('m'))) return err('PATTERN_UNSAFE');
    return ok(new RegExp(source, `u${flags.includes('i') ? 'i' : ''}${flags.includes('m') ? 'm' : ''}`));
  } catch (failure) {
    if (failure instanceof PatternFailure) return err(failure.code);
    // The native engine has the last word on ranges such as [z-a].
    if (failure instanceof SyntaxError) return err('PATTERN_INVALID');
    throw failure;
  }
}
