import { FeelContext } from '#core/feel';
import type { FileAnswer } from '../types.js';
import { defineField, isPlainObject, isString, issue, type LocalIssue, stringType } from './definition.js';

/** Each file is at most 50 MB, whatever a form says. */
export const fileCeilingBytes = 50 * 1024 * 1024;
export const fileCountCeiling = 20;

const isFile = (value: unknown): value is FileAnswer =>
  isPlainObject(value) &&
  isString(value.fileId) &&
  /^[\w.:~-]{1,160}$/.test(value.fileId) &&
  isString(value.name) &&
  value.name.length >= 1 &&
  value.name.length <= 255 &&
  Number.isSafeInteger(value.size) &&
  Number(value.size) >= 0 &&
  Object.keys(value).length === 3;

const endingOf = (name: string): string => /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? '';

export const file = defineField<readonly FileAnswer[]>({
  component: 'File',
  jsonType: 'array',
  group: 'common',
  label: { 'zh-CN': '附件', 'en-US': 'File' },
  icon: 'PaperClipOutlined',
  limitKeys: ['accept', 'minItems', 'maxItems', 'maxBytes'],
  propKeys: [],
  allowedInTable: false,
  node: () => ({ 'x-limits': { accept: ['.pdf', '.jpg', '.jpeg', '.png'], maxItems: 5 } }),
  is: (value): value is readonly FileAnswer[] => Array.isArray(value) && value.length <= 1000 && value.every(isFile),
  empty: (value) => value.length === 0,
  judge: (value, field) => {
    const { accept, minItems, maxItems = fileCountCeiling, maxBytes = fileCeilingBytes } = field.node['x-limits'] ?? {};
    const issues: LocalIssue[] = [];
    if (minItems !== undefined && value.length < minItems)
      issues.push(issue('TOO_FEW', { min: minItems, what: 'file' }));
    if (value.length > maxItems) issues.push(issue('TOO_MANY', { max: maxItems, what: 'file' }));
    if (new Set(value.map((entry) => entry.fileId)).size !== value.length) issues.push(issue('FILE_DUPLICATE'));
    for (const entry of value) {
      if (accept !== undefined && accept.length > 0 && !accept.includes(endingOf(entry.name))) {
        issues.push(issue('FILE_TYPE', { name: entry.name, accept: accept.join(' ') }));
      }
      if (entry.size > maxBytes) issues.push(issue('FILE_SIZE', { name: entry.name, maxBytes }));
    }
    return issues;
  },
  display: (value, _field, locale) => value.map((entry) => entry.name).join(locale === 'zh-CN' ? '、' : ', '),
  feelType: {
    kind: 'list',
    of: { kind: 'context', entries: { name: stringType, size: { kind: 'number' } } },
  },
  toFeel: (value) =>
    value.map(
      (entry) =>
        new FeelContext(
          new Map<string, string | number>([
            ['name', entry.name],
            ['size', entry.size],
          ]),
        ),
    ),
});
