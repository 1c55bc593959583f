import { columnNodesOf } from './fields/blocks.js';
import { fieldDefinitions } from './fields/index.js';
import type { FieldInfo, SectionInfo } from './state.js';
import type { FieldNode, FormSchema } from './types.js';

const keywords = new Set(
  'and or not if then else for in return some every satisfies between instance of function external true false null item partial'.split(
    ' ',
  ),
);
const nameShape = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Names an author may give: letters (Chinese too), digits, underscores; no word of FEEL itself. */
export const isFieldName = (name: string): boolean => name.length <= 60 && nameShape.test(name) && !keywords.has(name);

/** The name rules know a node by: `x-name`, else its title without spaces and punctuation, else its id. */
export function nameOf(id: string, node: FieldNode): string {
  if (node['x-name'] !== undefined) return node['x-name'];
  const fromTitle = node.title.replace(/[^\p{L}\p{N}_]+/gu, '').slice(0, 60);
  if (isFieldName(fromTitle)) return fromTitle;
  return isFieldName(`_${fromTitle}`) && fromTitle !== '' ? `_${fromTitle}` : id;
}

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));
/** Ids key the submission: letters, digits, `_` and `-`, at most 64, and no name that every JavaScript object has. */
export const isFieldId = (id: string): boolean => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(id) && !inherited.has(id);

interface Place {
  /** Of what it stands in. */
  readonly path: string;
  readonly sectionId?: string | undefined;
  readonly parentId?: string | undefined;
  readonly table?: string | undefined;
}

/** The static description of a node; a region's code table is filled in by `compileForm`. */
function fieldInfo(id: string, node: FieldNode, place: Place): FieldInfo {
  const schemaPath = `${place.path}.${id}`;
  return {
    id,
    key: place.table === undefined ? id : `${place.table}.${id}`,
    schemaPath,
    name: nameOf(id, node),
    component: node['x-component'],
    kind: fieldDefinitions[node['x-component']].kind,
    node,
    sectionId: place.sectionId,
    parentId: place.parentId,
    tableId: place.table,
    columns: Object.entries(columnNodesOf(node)).map(([columnId, column]) =>
      fieldInfo(columnId, column, { ...place, path: `${schemaPath}.items.properties`, table: id }),
    ),
    options: node.enum,
  };
}

/** A node and, where it is a box, all that stands in it, in the order of the page. */
function fieldsIn(id: string, node: FieldNode, place: Place): readonly FieldInfo[] {
  const inside = Object.entries(node.properties ?? {});
  return [
    fieldInfo(id, node, place),
    ...inside.flatMap(([innerId, inner]) =>
      fieldsIn(innerId, inner, { ...place, path: `${place.path}.${id}.properties`, parentId: id }),
    ),
  ];
}

/** Pages of filling in; fields outside every section that follow each other make a page of their own. */
export function sectionsOf(schema: FormSchema): readonly SectionInfo[] {
  const sections: SectionInfo[] = [];
  let loose: FieldInfo[] = [];
  const closeLoose = () => {
    if (loose.length > 0) sections.push({ id: undefined, title: '', node: undefined, fields: loose });
    loose = [];
  };
  for (const [id, node] of Object.entries(schema.properties)) {
    if (node['x-component'] !== 'Section') {
      loose.push(...fieldsIn(id, node, { path: 'properties' }));
      continue;
    }
    closeLoose();
    const fields = Object.entries(node.properties ?? {}).flatMap(([fieldId, field]) =>
      fieldsIn(fieldId, field, { path: `properties.${id}.properties`, sectionId: id, parentId: id }),
    );
    sections.push({ id, title: node.title, node, fields });
  }
  closeLoose();
  return sections;
}

/** Whether a field holds an answer; boxes and notes do not. */
export const holdsAnswer = (field: Pick<FieldInfo, 'kind'>): boolean => field.kind !== 'box' && field.kind !== 'words';

/** All fields that hold an answer, in order, columns behind their table. */
export function fieldsOf(schema: FormSchema): readonly FieldInfo[] {
  return sectionsOf(schema)
    .flatMap((section) => section.fields)
    .filter(holdsAnswer)
    .flatMap((field) => [field, ...field.columns]);
}
