import { FeelContext } from '#core/feel';
import type { FieldInfo } from '../state.js';
import type { FileAnswer, FormLocale } from '../types.js';
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
const photos = ['.jpg', '.jpeg', '.png', '.webp'];

function judgeFiles(value: readonly FileAnswer[], field: FieldInfo): readonly LocalIssue[] {
  const limits = field.node['x-limits'] ?? {};
  const { minItems, maxItems = fileCountCeiling, maxBytes = fileCeilingBytes } = limits;
  const accept = limits.accept ?? (field.component === 'Image' ? photos : undefined);
  const issues: LocalIssue[] = [];
  if (minItems !== undefined && value.length < minItems) issues.push(issue('TOO_FEW', { min: minItems, what: 'file' }));
  if (value.length > maxItems) issues.push(issue('TOO_MANY', { max: maxItems, what: 'file' }));
  if (new Set(value.map((entry) => entry.fileId)).size !== value.length) issues.push(issue('FILE_DUPLICATE'));
  for (const entry of value) {
    if (accept !== undefined && accept.length > 0 && !accept.includes(endingOf(entry.name))) {
      issues.push(issue('FILE_TYPE', { name: entry.name, accept: accept.join(' ') }));
    }
    if (entry.size > maxBytes) issues.push(issue('FILE_SIZE', { name: entry.name, maxBytes }));
  }
  return issues;
}

const shared = {
  kind: 'files',
  jsonType: 'array',
  group: 'common',
  limitKeys: ['accept', 'minItems', 'maxItems', 'maxBytes'],
  propKeys: [],
  is: (value: unknown): value is readonly FileAnswer[] =>
    Array.isArray(value) && value.length <= 1000 && value.every(isFile),
  empty: (value: readonly FileAnswer[]) => value.length === 0,
  judge: judgeFiles,
  display: (value: readonly FileAnswer[], _field: FieldInfo, locale: FormLocale) =>
    value.map((entry) => entry.name).join(locale === 'zh-CN' ? '、' : ', '),
  feelType: {
    kind: 'list',
    of: { kind: 'context', entries: { name: stringType, size: { kind: 'number' } } },
  },
  toFeel: (value: readonly FileAnswer[]) =>
    value.map(
      (entry) =>
        new FeelContext(
          new Map<string, string | number>([
            ['name', entry.name],
            ['size', entry.size],
          ]),
        ),
    ),
} as const;

export const file = defineField<readonly FileAnswer[]>({
  ...shared,
  component: 'File',
  label: { 'zh-CN': '附件', 'en-US': 'File' },
  icon: 'PaperClipOutlined',
  node: () => ({ 'x-limits': { accept: ['.pdf', '.jpg', '.jpeg', '.png'], maxItems: 5 } }),
});

/** Photographs: shown as pictures, taken with the camera on phones. */
export const image = defineField<readonly FileAnswer[]>({
  ...shared,
  component: 'Image',
  print: 'images',
  label: { 'zh-CN': '图片', 'en-US': 'Image' },
  icon: 'PictureOutlined',
  node: () => ({ 'x-limits': { accept: photos, maxItems: 9 } }),
});
