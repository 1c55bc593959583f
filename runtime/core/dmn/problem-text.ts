import { problemText } from '#core/feel';
import { decisionProblemMessages, type Locale, message } from '#core/messages';
import type { DecisionProblem } from './types.js';

/** The problem in words that say where it is and how to mend it. */
export function decisionProblemText({ part, code, params, cause }: DecisionProblem, locale: Locale): string {
  const where = placeText(part, locale);
  const said =
    cause === undefined ? message(decisionProblemMessages, locale, code, params) : problemText(cause, locale);
  if (where === '') return said;
  return locale === 'zh-CN' ? `${where}：${said}` : `${where}: ${said}`;
}

/** `rules.2.when.1` as people count. */
function placeText(part: string, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const rule = /^rules\.(\d+)(?:\.(when|give)\.(\d+))?$/.exec(part);
  if (rule !== null) {
    const row = Number(rule[1]) + 1;
    if (rule[2] === undefined) return zh ? `第 ${row} 条规则` : `Rule ${row}`;
    const column = Number(rule[3]) + 1;
    if (zh) return `第 ${row} 条规则的第 ${column} 个${rule[2] === 'when' ? '输入' : '输出'}`;
    return `Rule ${row}, ${rule[2] === 'when' ? 'input' : 'output'} ${column}`;
  }
  const column = /^(inputs|outputs)\.(\d+)/.exec(part);
  if (column === null) return '';
  const number = Number(column[2]) + 1;
  if (zh) return `第 ${number} 个${column[1] === 'inputs' ? '输入' : '输出'}列`;
  return `${column[1] === 'inputs' ? 'Input' : 'Output'} column ${number}`;
}
