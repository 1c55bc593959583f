import type { TimelineEntry } from '#core/contract';
import { formatDate, type Locale, type uiMessages } from '#core/messages';

type Words = keyof (typeof uiMessages)['zh'];
type Say = (word: Words, params?: Readonly<Record<string, string | number>>) => string;

const sayings = [
  'approve',
  'disapprove',
  'agree',
  'disagree',
  'remark',
  'run-on',
  'straight-back',
  'before',
  'after',
  'beside',
  'repeat',
  'nobody',
  'timeout',
  'expert-review',
  'site-visit',
  'hearing',
  'inspection',
  'publicity',
  'other',
] as const;

/** What an entry says beside its opinion: to whom, how, by which clause, for whom. */
export function saidBy(
  { detail = {} }: Partial<Pick<TimelineEntry, 'detail'>>,
  t: Say,
  locale: Locale,
): readonly string[] {
  const text = (name: string) => (typeof detail[name] === 'string' ? detail[name] : '');
  const list = (name: string) => (Array.isArray(detail[name]) ? detail[name].filter((one) => one !== '') : []);
  const between = locale === 'zh-CN' ? '、' : ', ';
  const lines: string[] = [];
  const to = text('to') || list('names').join(between);
  if (to !== '') lines.push(t('said.to', { name: to }));
  if (text('target') !== '') lines.push(t('said.back', { step: text('target') }));
  for (const name of ['decision', 'verdict', 'mode', 'place', 'procedure', 'cause'] as const) {
    const said = sayings.find((saying) => saying === detail[name]);
    if (said !== undefined) lines.push(t(`said.${said}`));
  }
  if (text('dueAt') !== '') lines.push(t('said.due', { date: formatDate(text('dueAt'), locale) }));
  if (list('clauses').length > 0) lines.push(t('said.clauses', { clauses: list('clauses').join(between) }));
  if (text('heldOn') !== '')
    lines.push(t('said.minutes', { date: text('heldOn'), people: list('attendees').join(between) }));
  if (text('onBehalfOf') !== '') lines.push(t('said.onBehalfOf', { name: text('onBehalfOf') }));
  return lines;
}
