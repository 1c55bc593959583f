import { type BuiltinSignature, builtinSignatures } from '#core/feel';
import { feelFunctionMessages, type Locale } from '#core/messages';

const byName = new Map(builtinSignatures.map((one) => [one.name, one]));

export function functionNamed(name: string): BuiltinSignature | undefined {
  return byName.get(name);
}

/** `round half up(n, scale)`, one line for each way of calling that differs. */
export function signatureText(builtin: BuiltinSignature): string {
  const ways = new Set(builtin.signatures.map((parameters) => `${builtin.name}(${parameters.join(', ')})`));
  return [...ways].join('\n');
}

/** What a function does, in one line; empty where nobody wrote it (a test sees to that). */
export function functionHelp(name: string, locale: Locale): string {
  const words: Readonly<Record<string, string>> = feelFunctionMessages[locale === 'zh-CN' ? 'zh' : 'en'];
  return Object.hasOwn(words, name) ? (words[name] ?? '') : '';
}
