import { designerRuleMessages, type Locale, message } from '#core/messages';
import type { RuleVariable } from '../model/condition/condition.js';

/** `数字（元） · 表单字段`; then what it may be. */
export function variableHelp(variable: RuleVariable, locale: Locale): string {
  const t = (key: Parameters<typeof message<keyof (typeof designerRuleMessages)['zh'] & string>>[2]) =>
    message(designerRuleMessages, locale, key);
  const unit = variable.unit === undefined ? '' : t('feel.unit').replace('{unit}', variable.unit);
  const options = (variable.options ?? []).slice(0, 6).map((one) => one.label);
  const list =
    options.length === 0
      ? ''
      : `\n${options.join(locale === 'zh-CN' ? '、' : ', ')}${(variable.options?.length ?? 0) > 6 ? ' …' : ''}`;
  return `${t(`feel.type.${variable.kind}`)}${unit} · ${t(`source.${variable.source}`)}${list}`;
}
