import { describe, expect, it } from 'vitest';
import { importFormily, issueText, lintForm } from '#core/form';

const imported = (properties: object) => {
  const result = importFormily({ type: 'object', properties });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const notes = (properties: object) => imported(properties).notes.map(({ path, code }) => `${path} ${code}`);

describe('a schema of plain Formily', () => {
  it('brings fields, titles, options and bounds, in the order of x-index', () => {
    const { schema, notes: left } = imported({
      b: { type: 'number', title: '人数', 'x-component': 'NumberPicker', minimum: 1, maximum: 9, 'x-index': 1 },
      a: {
        type: 'string',
        title: '名称',
        required: true,
        maxLength: 20,
        pattern: '^[A-Z]+$',
        'x-component': 'Input',
        'x-component-props': { placeholder: '全称' },
        'x-decorator': 'FormItem',
        'x-index': 0,
      },
      c: {
        type: 'string',
        title: '规模',
        'x-component': 'Select',
        enum: [{ label: '大', value: 1 }, '小'],
        'x-index': 2,
      },
    });
    expect(left).toEqual([]);
    expect(Object.keys(schema.properties)).toEqual(['a', 'b', 'c']);
    expect(schema.properties.a).toEqual({
      type: 'string',
      title: '名称',
      'x-component': 'Text',
      'x-component-props': { placeholder: '全称' },
      required: true,
      'x-limits': { maxLength: 20, pattern: '[A-Z]+' },
    });
    expect(schema.properties.b?.['x-limits']).toEqual({ min: 1, max: 9 });
    expect(schema.properties.c?.enum).toEqual([
      { label: '大', value: '1' },
      { label: '小', value: '小' },
    ]);
    expect(lintForm(schema)).toEqual([]);
  });

  it('brings steps, cards, tabs, grids; layout that says nothing melts away', () => {
    const field = (title: string) => ({ type: 'string', title, 'x-component': 'Input' });
    const { schema } = imported({
      steps: {
        type: 'void',
        'x-component': 'FormStep',
        properties: {
          one: {
            type: 'void',
            title: '第一步',
            'x-component': 'FormStep.StepPane',
            properties: {
              layout: { type: 'void', 'x-component': 'FormLayout', properties: { a: field('甲') } },
              grid: { type: 'void', 'x-component': 'FormGrid', properties: { b: field('乙') } },
            },
          },
        },
      },
    });
    expect(schema.properties.one?.['x-component']).toBe('Section');
    expect(Object.keys(schema.properties.one?.properties ?? {})).toEqual(['a', 'grid']);
  });

  it('brings tables with the titles of their columns', () => {
    const { schema } = imported({
      rows: {
        type: 'array',
        title: '明细',
        'x-component': 'ArrayTable',
        items: {
          type: 'object',
          properties: {
            c1: {
              type: 'void',
              'x-component': 'ArrayTable.Column',
              'x-component-props': { title: '设备' },
              properties: { name: { type: 'string', 'x-component': 'Input' } },
            },
            c2: {
              type: 'void',
              'x-component': 'ArrayTable.Column',
              properties: { remove: { type: 'void', 'x-component': 'ArrayTable.Remove' } },
            },
          },
        },
      },
    });
    expect(schema.properties.rows?.items?.properties).toEqual({
      name: { type: 'string', title: '设备', 'x-component': 'Text' },
    });
  });

  it.each([
    [
      'JavaScript',
      { a: { type: 'string', 'x-component': 'Input', 'x-reactions': '{{ f }}' } },
      'properties.a.x-reactions IMPORT_EXPRESSION',
    ],
    [
      'a title that is computed',
      { a: { type: 'string', title: '{{ t }}', 'x-component': 'Input' } },
      'properties.a.title IMPORT_EXPRESSION',
    ],
    ['a default', { a: { type: 'string', 'x-component': 'Input', default: 'x' } }, 'properties.a.default IMPORT_KEY'],
    ['a foreign component', { a: { type: 'string', 'x-component': 'MyMap' } }, 'properties.a UNKNOWN_COMPONENT'],
    [
      'a pattern that could be slow',
      { a: { type: 'string', 'x-component': 'Input', pattern: '(a+)+' } },
      'properties.a.pattern PATTERN_UNSAFE',
    ],
    ['an id of Chinese', { 名: { type: 'string', 'x-component': 'Input' } }, 'properties.名 IMPORT_ID'],
    [
      'a table in a table',
      {
        t: {
          type: 'array',
          'x-component': 'ArrayTable',
          items: { properties: { u: { type: 'array', 'x-component': 'ArrayTable' } } },
        },
      },
      'properties.t.items.properties.u NOT_ALLOWED_HERE',
    ],
  ])('%s is left out and named', (_name, properties, note) => {
    expect(notes(properties)).toContain(note);
    for (const locale of ['zh-CN', 'en-US'] as const)
      expect(imported(properties).notes.every((one) => issueText(one, locale) !== '')).toBe(true);
  });

  it.each([[null], [[]], ['x'], [{}], [{ properties: 1 }]])('%j is no schema', (json) => {
    expect(importFormily(json).ok).toBe(false);
  });
});
