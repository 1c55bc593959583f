import { auditDetailNames, type Locale, message, roleWords } from '#core/messages';

type Detail = Readonly<Record<string, string | number | boolean>>;

/** The facts of an audit entry in words: `角色：审核人员 · 单位：经信局`. Empty ones are left out. */
export function auditDetailText(detail: Detail, locale: Locale): string {
  const valueText = (name: string, value: string | number | boolean): string => {
    if (typeof value === 'boolean') return message(auditDetailNames, locale, value ? 'yes' : 'no');
    const text = String(value);
    return name === 'role' && Object.hasOwn(roleWords.zh, text)
      ? message(roleWords, locale, text as keyof typeof roleWords.zh)
      : text;
  };
  const nameText = (name: string) =>
    Object.hasOwn(auditDetailNames.zh, name)
      ? message(auditDetailNames, locale, name as keyof typeof auditDetailNames.zh)
      : name;
  const colon = locale === 'zh-CN' ? '：' : ': ';
  return Object.entries(detail)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${nameText(name)}${colon}${valueText(name, value)}`)
    .join(' · ');
}
