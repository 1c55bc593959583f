import { App } from 'antd';
import { type ComponentName, type FieldNode, type FormSchema, fieldTypes, issueText, nameOf } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { randomId } from '../draft/use-selection.js';
import { type PolicyDocument, withPart } from '../model/draft/document.js';
import {
  duplicateNode,
  holdsNodes,
  insertNode,
  mayStandIn,
  moveByOne,
  moveNode,
  pasteNode,
  removeNode,
  updateNode,
} from '../model/form/edit.js';
import { retitle } from '../model/form/names.js';
import { entriesOf, findNode, findPlace, type NodePlace } from '../model/form/tree.js';
import { followFileFields } from '../model/materials.js';
import { renameFieldEverywhere } from '../model/rename-field.js';
import { usagesOf } from '../model/usage.js';

export interface FormCommands {
  insert(component: ComponentName, place: NodePlace): void;
  /** Behind the selected node, into a selected section or table, else at the end. */
  insertAfterSelected(component: ComponentName): void;
  move(id: string, place: NodePlace): void;
  moveByOne(id: string, direction: 'up' | 'down'): void;
  remove(id: string): void;
  duplicate(id: string): void;
  update(id: string, change: (node: FieldNode) => FieldNode, mergeKey?: string): void;
  /** A copy of a node from anywhere, behind the selected one, with new ids and free names. */
  paste(node: FieldNode): void;
  /** The whole form, as one step that can be undone. */
  replace(form: FormSchema): void;
  retitle(id: string, title: string): void;
  rename(id: string, name: string): void;
}

/** Every change of the form as one command; a file field brings and takes its material along. */
export function useFormCommands(selected: string | null, select: (id: string | null) => void): FormCommands {
  const { doc, store, flow, names, compiled } = useDraft();
  const { message } = App.useApp();
  const t = useMessages(designerFormMessages);
  const locale = useLocale();
  const title = (id: string) => findNode(doc.form, id)?.title ?? '';
  const change = (
    name: string,
    words: string,
    edit: (form: PolicyDocument['form']) => PolicyDocument['form'],
    mergeKey?: string,
  ) =>
    store.perform({
      name,
      params: { title: words },
      ...(mergeKey === undefined ? {} : { mergeKey }),
      execute: (before) => {
        const after = withPart(before, 'form', edit(before.form));
        return followFileFields(before, after, () => randomId('m'));
      },
    });
  const insert: FormCommands['insert'] = (component, place) => {
    const id = randomId('f');
    const node = fieldTypes[component].createNode(id);
    change('command.insertField', node.title, (form) => insertNode(form, place, id, node));
    select(id);
  };
  return {
    insert,
    insertAfterSelected: (component) => insert(component, placeAfter(doc, selected, component)),
    move: (id, place) => change('command.moveField', title(id), (form) => moveNode(form, id, place)),
    moveByOne: (id, direction) => change('command.moveField', title(id), (form) => moveByOne(form, id, direction)),
    remove: (id) => {
      const next = neighbourOf(doc, id);
      change('command.removeField', title(id), (form) => removeNode(form, id));
      select(next);
    },
    duplicate: (id) => {
      const copy = duplicateNode(doc.form, id, () => randomId('f'));
      change('command.duplicateField', title(id), () => copy.schema);
      select(copy.id);
    },
    update: (id, edit, mergeKey) =>
      change(
        'command.changeField',
        title(id),
        (form) => updateNode(form, id, edit),
        mergeKey === undefined ? undefined : `${id}.${mergeKey}`,
      ),
    paste: (node) => {
      const copy = pasteNode(doc.form, placeAfter(doc, selected, node['x-component']), node, () => randomId('f'));
      change('command.pasteField', node.title, () => copy.schema);
      if (findNode(copy.schema, copy.id) !== undefined) select(copy.id);
    },
    replace: (form) => change('command.replaceForm', '', () => form),
    retitle: (id, next) => {
      const node = findNode(doc.form, id);
      if (node === undefined) return;
      const field = { id, name: nameOf(id, node) };
      const isUsed = usagesOf(doc, field, flow?.definition, names).some((usage) => usage.kind !== 'material');
      change(
        'command.changeField',
        title(id),
        (form) => updateNode(form, id, (one) => retitle(id, one, next, isUsed)),
        `${id}.title`,
      );
    },
    rename: (id, name) => {
      const field = [...compiled.fields, ...compiled.fields.flatMap((one) => one.columns)].find((one) => one.id === id);
      if (field === undefined || field.name === name) return;
      const work = store.performAsync('command.renameField', async (before) => {
        const renamed = await renameFieldEverywhere(
          before,
          { key: field.key, name: field.name, isColumn: field.tableId !== undefined },
          name,
          names,
        );
        if (renamed.ok) return renamed.value;
        const reason = renamed.error.map((issue) => issueText(issue, locale)).join(' ');
        message.error(t('rename.failed', { reason }));
        return before;
      });
      work.catch((error: unknown) => message.error(t('rename.failed', { reason: String(error) })));
    },
  };
}

function placeAfter(doc: PolicyDocument, selected: string | null, component: ComponentName): NodePlace {
  const { form } = doc;
  const node = fieldTypes[component].createNode('f');
  const current = selected === null ? undefined : findNode(form, selected);
  if (selected !== null && current !== undefined) {
    if (holdsNodes(current) && mayStandIn(form, selected, node))
      return { parentId: selected, index: entriesOf(form, selected).length };
    for (let id: string | null = selected; id !== null; ) {
      const place = findPlace(form, id);
      if (place === undefined) break;
      if (mayStandIn(form, place.parentId, node)) return { parentId: place.parentId, index: place.index + 1 };
      id = place.parentId;
    }
  }
  const top = entriesOf(form, null);
  const last = top.at(-1);
  if (component !== 'Section' && last !== undefined && last[1]['x-component'] === 'Section') {
    return { parentId: last[0], index: entriesOf(form, last[0]).length };
  }
  return { parentId: null, index: top.length };
}

/** What to select when a node goes: the one behind it, else before it, else what held it. */
function neighbourOf(doc: PolicyDocument, id: string): string | null {
  const place = findPlace(doc.form, id);
  if (place === undefined) return null;
  const siblings = entriesOf(doc.form, place.parentId);
  return siblings[place.index + 1]?.[0] ?? siblings[place.index - 1]?.[0] ?? place.parentId;
}
