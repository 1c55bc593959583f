import type { Rule } from 'antd/es/form/index.js';
import { type IdentityProblem, parseIdentity, parseMobile } from '#core/identity';
import { identityMessages, message, numberNames } from '#core/messages';
import type { Result } from '#core/result';
import { dayText, useLocale } from '#ui';

type NumberName = keyof (typeof numberNames)['zh'];

/** Form rules for identity and phone numbers, which say what is wrong with a number; the server uses the same parsers. */
export function useIdentityRules(): {
  readonly identity: (kind: 'enterprise' | 'person') => Rule;
  readonly mobile: Rule;
} {
  const locale = useLocale();
  const rule = (parse: (text: string) => Result<unknown, IdentityProblem>, numberName: NumberName): Rule => ({
    validator: (_, value: string | undefined) => {
      if (!value) return Promise.resolve();
      const outcome = parse(value);
      if (outcome.ok) return Promise.resolve();
      const { code, params } = outcome.error;
      const name = message(numberNames, locale, numberName);
      return Promise.reject(new Error(message(identityMessages, locale, code, { ...params, name })));
    },
  });
  return {
    identity: (kind) => rule((text) => parseIdentity(kind, text, dayText(new Date().toISOString())), kind),
    mobile: rule(parseMobile, 'mobile'),
  };
}
