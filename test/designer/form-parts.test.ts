import { describe, expect, it } from 'vitest';
import { compileForm, type FieldNode, type FormSchema, fieldsOf, fieldTypes, lintForm, parseForm } from '#core/form';
import { pastedNode } from '../../designer/form-designer/use-form-shortcuts.js';
import { commonBlock, commonBlocks } from '../../designer/model/form/common-blocks.js';
import { duplicateNode, moveByOne, moveNode, pasteNode } from '../../designer/model/form/edit.js';
import { findPlace } from '../../designer/model/form/tree.js';

let count = 0;
const newId = () => {
  count += 1;
  return `n${count}`;
};
const empty: FormSchema = { version: 1, type: 'object', properties: {} };
const end = { parentId: null, index: 99 };
const field = (title: string): FieldNode => ({ type: 'string', title, 'x-component': 'Text' });
const box = (
  component: 'Section' | 'Card' | 'Tabs',
  title: string,
  properties: Record<string, FieldNode>,
): FieldNode => ({
  type: 'void',
  title,
  'x-component': component,
  properties,
});

describe('blocks that are often used', () => {
  it.each(commonBlocks)('%s is a form of its own that may be published', (block) => {
    const { schema } = pasteNode(empty, end, commonBlock(block), newId);
    expect(parseForm(schema)).toEqual({ ok: true, value: schema });
    expect(lintForm(schema)).toEqual([]);
    expect(compileForm(schema).sections).toHaveLength(1);
  });

  it('may be put in twice: ids and names stay apart', () => {
    const once = pasteNode(empty, end, commonBlock('account'), newId).schema;
    const twice = pasteNode(once, end, commonBlock('account'), newId).schema;
    expect(parseForm(twice).ok).toBe(true);
    expect(lintForm(twice)).toEqual([]);
    const names = fieldsOf(twice).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('copying between forms', () => {
  it('takes a field from a text as it was copied, with all it holds', () => {
    const node = box('Card', '股东', {
      a: field('甲'),
      b: { ...field('乙'), 'x-rules': { visible: '{{ 甲 = "1" }}' } },
    });
    const pasted = pastedNode(JSON.stringify(node, null, 2));
    expect(pasted).toEqual(node);
    const { schema, id } = pasteNode(empty, end, pasted as FieldNode, newId);
    expect(Object.values(schema.properties[id]?.properties ?? {}).map(({ title }) => title)).toEqual(['甲', '乙']);
  });

  it.each(['', 'x', '{', '{"a":1}', '{"type":"string","x-component":"Script","title":"x"}', '[1]', '{"type":"void"}'])(
    'leaves %j to whoever else it was meant for',
    (text) => {
      expect(pastedNode(text)).toBeUndefined();
    },
  );

  it('refuses a field that has a key too many', () => {
    expect(pastedNode(JSON.stringify({ ...field('甲'), onClick: 'x' }))).toBeUndefined();
  });
});

describe('boxes on the sheet', () => {
  const form: FormSchema = {
    ...empty,
    properties: {
      s: box('Section', '组', { a: field('甲'), card: box('Card', '卡', { b: field('乙') }), c: field('丙') }),
    },
  };

  it('a field moved down goes into the card below it, and on out of it', () => {
    const into = moveByOne(form, 'a', 'down');
    expect(findPlace(into, 'a')).toEqual({ parentId: 'card', index: 0 });
    const below = moveByOne(moveByOne(into, 'a', 'down'), 'a', 'down');
    expect(findPlace(below, 'a')).toEqual({ parentId: 's', index: 1 });
  });

  it('a section never goes into a card, nor a card into a card', () => {
    expect(moveNode(form, 's', { parentId: 'card', index: 0 })).toBe(form);
    const two = pasteNode(form, { parentId: 's', index: 0 }, box('Card', '另一张', {}), newId);
    expect(moveNode(two.schema, two.id, { parentId: 'card', index: 0 })).toBe(two.schema);
  });

  it('a box is copied with all it holds, columns too', () => {
    const table: FieldNode = { ...fieldTypes.Group.createNode('g'), title: '股东' };
    const held = pasteNode(form, { parentId: 'card', index: 0 }, table, newId).schema;
    const copy = duplicateNode(held, 'card', newId);
    expect(parseForm(copy.schema).ok).toBe(true);
    const inside = Object.values(copy.schema.properties.s?.properties?.[copy.id]?.properties ?? {});
    expect(inside.map(({ title }) => title)).toEqual(['股东 2', '乙 2']);
    expect(inside[0]?.items).toBeDefined();
  });
});
