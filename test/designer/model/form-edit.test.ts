import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormSchema, fieldTypes, nameOf, parseForm } from '#core/form';
import {
  duplicateNode,
  insertNode,
  moveByOne,
  moveNode,
  removeNode,
  updateNode,
} from '../../../designer/model/form/edit.js';
import { retitle } from '../../../designer/model/form/names.js';
import { childEntries, entriesOf, findNode, findPlace, walk } from '../../../designer/model/form/tree.js';

const empty: FormSchema = { version: 1, type: 'object', properties: {} };

/** Two sections, `s1` with a, b, c and `s2` with d and the table t (column t1). */
function sample(): FormSchema {
  let form = empty;
  const put = (id: string, component: keyof typeof fieldTypes, parentId: string | null, title: string) => {
    const node = { ...fieldTypes[component].createNode(id), title };
    form = insertNode(form, { parentId, index: entriesOf(form, parentId).length }, id, node);
  };
  put('s1', 'Section', null, '企业情况');
  put('s2', 'Section', null, '经营情况');
  for (const [id, title] of [
    ['a', '企业名称'],
    ['b', '信用代码'],
    ['c', '营业收入'],
  ] as const)
    put(id, 'Text', 's1', title);
  put('d', 'Money', 's2', '投资额');
  put('t', 'Table', 's2', '收入构成');
  return form;
}

const order = (form: FormSchema) => [...walk(form)].map(({ id, place }) => `${place.parentId ?? ''}/${id}`);
const idsIn = (form: FormSchema, parentId: string | null) => entriesOf(form, parentId).map(([id]) => id);

describe('inserting a field', () => {
  it('puts it where it is dropped and leaves the rest shared', () => {
    const before = sample();
    const after = insertNode(before, { parentId: 's1', index: 1 }, 'x', fieldTypes.Number.createNode('x'));
    expect(idsIn(after, 's1')).toEqual(['a', 'x', 'b', 'c']);
    expect(findNode(after, 's2')).toBe(findNode(before, 's2'));
    expect(idsIn(before, 's1')).toEqual(['a', 'b', 'c']);
  });

  it('gives it a title of its own, so that its name is free', () => {
    let form = sample();
    for (const id of ['x', 'y', 'z']) {
      form = insertNode(form, { parentId: 's1', index: 0 }, id, fieldTypes.Text.createNode(id));
    }
    const names = [...walk(form)].map(({ id, node }) => nameOf(id, node));
    expect(new Set(names).size).toBe(names.length);
    expect(parseForm(form).ok).toBe(true);
  });

  it('refuses a section inside a section, a table inside a table, and an id that is taken', () => {
    const form = sample();
    expect(insertNode(form, { parentId: 's1', index: 0 }, 'x', fieldTypes.Section.createNode('x'))).toBe(form);
    expect(insertNode(form, { parentId: 't', index: 0 }, 'x', fieldTypes.Table.createNode('x'))).toBe(form);
    expect(insertNode(form, { parentId: 'a', index: 0 }, 'x', fieldTypes.Text.createNode('x'))).toBe(form);
    expect(insertNode(form, { parentId: 's1', index: 0 }, 'd', fieldTypes.Text.createNode('d'))).toBe(form);
  });
});

describe('moving a field', () => {
  it('goes to the place as it was before the move, in the same section and in another', () => {
    expect(idsIn(moveNode(sample(), 'a', { parentId: 's1', index: 3 }), 's1')).toEqual(['b', 'c', 'a']);
    expect(idsIn(moveNode(sample(), 'c', { parentId: 's1', index: 0 }), 's1')).toEqual(['c', 'a', 'b']);
    const across = moveNode(sample(), 'b', { parentId: 's2', index: 1 });
    expect([idsIn(across, 's1'), idsIn(across, 's2')]).toEqual([
      ['a', 'c'],
      ['d', 'b', 't'],
    ]);
  });

  it('leaves the form as it is where it would land on itself or may not stand', () => {
    const form = sample();
    expect(moveNode(form, 'a', { parentId: 's1', index: 0 })).toBe(form);
    expect(moveNode(form, 'a', { parentId: 's1', index: 1 })).toBe(form);
    expect(moveNode(form, 's1', { parentId: 's2', index: 0 })).toBe(form);
    expect(moveNode(form, 's1', { parentId: 's1', index: 0 })).toBe(form);
    expect(moveNode(form, 'gone', { parentId: 's1', index: 0 })).toBe(form);
  });

  it('keeps columns in their table and fields out of it, because a key must not change (D10)', () => {
    const form = sample();
    const column = childEntries(findNode(form, 't')!)[0]![0];
    expect(moveNode(form, column, { parentId: 's2', index: 0 })).toBe(form);
    expect(moveNode(form, 'a', { parentId: 't', index: 0 })).toBe(form);
  });

  it('goes by keys one place at a time, and over the edge of a section into the next', () => {
    const down = (form: FormSchema) => moveByOne(form, 'c', 'down');
    const inNext = down(sample());
    expect(idsIn(inNext, 's2')).toEqual(['c', 'd', 't']);
    const back = moveByOne(inNext, 'c', 'up');
    expect(order(back)).toEqual(order(sample()));
    const sections = moveByOne(sample(), 's2', 'up');
    expect(idsIn(sections, null)).toEqual(['s2', 's1']);
  });

  it('comes back by the opposite key wherever it stands', () => {
    const ids = [...walk(sample())].map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom('up' as const, 'down' as const), (id, way) => {
        const form = sample();
        const moved = moveByOne(form, id, way);
        expect([...walk(moved)].map((entry) => entry.id).toSorted()).toEqual(ids.toSorted());
        if (moved === form || findPlace(moved, id)?.parentId === null) return;
        expect(order(moveByOne(moved, id, way === 'up' ? 'down' : 'up'))).toEqual(order(form));
      }),
    );
  });
});

describe('deleting and duplicating', () => {
  it('takes a section with all it holds', () => {
    const form = removeNode(sample(), 's1');
    expect(idsIn(form, null)).toEqual(['s2']);
    expect(findNode(form, 'a')).toBeUndefined();
  });

  it('copies a section right behind itself with ids and names of its own', () => {
    let count = 0;
    const { schema, id } = duplicateNode(sample(), 's1', () => `n${++count}`);
    expect(idsIn(schema, null)).toEqual(['s1', id, 's2']);
    expect(childEntries(findNode(schema, id)!)).toHaveLength(3);
    expect(parseForm(schema).ok).toBe(true);
    const names = [...walk(schema)].filter(({ node }) => fieldTypes[node['x-component']].hasValue);
    expect(new Set(names.map(({ id: key, node }) => nameOf(key, node))).size).toBe(names.length);
  });

  it('copies a table with its columns under new ids', () => {
    let count = 0;
    const { schema, id } = duplicateNode(sample(), 't', () => `n${++count}`);
    const columns = childEntries(findNode(schema, id)!);
    expect(columns.map(([key]) => key)).not.toContain(childEntries(findNode(schema, 't')!)[0]![0]);
    expect(columns.length).toBe(childEntries(findNode(schema, 't')!).length);
    expect(parseForm(schema).ok).toBe(true);
  });
});

describe('changing a field', () => {
  it('stores nothing for what was emptied, so that the schema can be read', () => {
    const form = updateNode(sample(), 'a', (node) => ({
      ...node,
      'x-limits': { maxLength: undefined as never },
      'x-rules': { visible: undefined as never },
    }));
    expect(findNode(form, 'a')).not.toHaveProperty('x-limits');
    expect(findNode(form, 'a')).not.toHaveProperty('x-rules');
    expect(parseForm(form).ok).toBe(true);
  });

  it('keeps the name rules know it by when a used field gets another title', () => {
    const node = findNode(sample(), 'c')!;
    expect(nameOf('c', retitle('c', node, '上年度营业收入', true))).toBe('营业收入');
    expect(nameOf('c', retitle('c', node, '上年度营业收入', false))).toBe('上年度营业收入');
  });
});
