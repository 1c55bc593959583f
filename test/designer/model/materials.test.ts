import { describe, expect, it } from 'vitest';
import type { FormSchema } from '#core/form';
import { followFileFields } from '../../../designer/model/materials.js';

type Document = Parameters<typeof followFileFields>[0];

const form = (files: Readonly<Record<string, string>>): FormSchema => ({
  version: 1,
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(files).map(([id, title]) => [id, { type: 'array', title, 'x-component': 'File' }]),
  ),
});
const doc = (files: Readonly<Record<string, string>>, materials: readonly (readonly [string, string])[]) =>
  ({
    form: form(files),
    materials: materials.map(([fieldId, title]) => ({ id: `m-${fieldId}`, title, fieldId })),
  }) as unknown as Document;
const titles = ({ materials }: Document) => materials.map(({ title }) => title);
const newId = () => 'm-new';

describe('materials beside the file fields of a form', () => {
  it('come with a file field and go with it', () => {
    const empty = doc({}, []);
    const added = followFileFields(empty, { ...empty, form: form({ f1: '发票' }) }, newId);
    expect(titles(added)).toEqual(['发票']);
    expect(titles(followFileFields(added, { ...added, form: form({}) }, newId))).toEqual([]);
  });

  it('are renamed with their field as long as they are called like it', () => {
    const before = doc({ f1: '附件', f2: '附件' }, [
      ['f1', '附件'],
      ['f2', '审计报告原件'],
    ]);
    const after = followFileFields(before, { ...before, form: form({ f1: '投入凭证', f2: '审计报告' }) }, newId);
    expect(titles(after)).toEqual(['投入凭证', '审计报告原件']);
  });

  it('stay the same list where nothing concerns them', () => {
    const before = doc({ f1: '发票' }, [['f1', '发票']]);
    expect(followFileFields(before, before, newId)).toBe(before);
  });
});
