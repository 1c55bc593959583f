import { type FormSchema, fieldTypes } from '#core/form';
import type { PolicyMaterial } from '#core/policy';
import type { PolicyDocument } from './draft/document.js';
import { hasColumns } from './form/edit.js';
import { walk } from './form/tree.js';

/** File fields of the form, columns left out: a material is handed in once. */
function fileFields(form: FormSchema): readonly { readonly id: string; readonly title: string }[] {
  return [...walk(form)]
    .filter(({ node, place }) => fieldTypes[node['x-component']].kind === 'files' && !hasColumns(form, place.parentId))
    .map(({ id, node }) => ({ id, title: node.title }));
}

function materialForField(field: { id: string; title: string }, id: string): PolicyMaterial {
  return { id, title: field.title, fieldId: field.id, heldByGovernment: false, originalNeeded: false, note: '' };
}

/**
 * A file field that comes brings its material, one that goes takes it along, and a material still called like its field
 * is renamed with it; whatever else the list holds is left alone.
 */
export function followFileFields(before: PolicyDocument, after: PolicyDocument, newId: () => string): PolicyDocument {
  const old = new Map(fileFields(before.form).map(({ id, title }) => [id, title]));
  const now = new Map(fileFields(after.form).map(({ id, title }) => [id, title]));
  const isGone = ({ fieldId }: PolicyMaterial) => fieldId !== undefined && old.has(fieldId) && !now.has(fieldId);
  const renamed = (material: PolicyMaterial): PolicyMaterial => {
    const title = now.get(material.fieldId ?? '');
    const wasCalledAlike = material.title === old.get(material.fieldId ?? '');
    return title !== undefined && wasCalledAlike && title !== material.title ? { ...material, title } : material;
  };
  const kept = after.materials.filter((material) => !isGone(material)).map(renamed);
  const come = [...now]
    .filter(([id]) => !old.has(id) && !after.materials.some(({ fieldId }) => fieldId === id))
    .map(([id, title]) => materialForField({ id, title }, newId()));
  const isSame =
    come.length === 0 &&
    kept.length === after.materials.length &&
    kept.every((one, index) => one === after.materials[index]);
  return isSame ? after : { ...after, materials: [...kept, ...come] };
}

/** Every file field has its material, and a material whose field is gone goes too. The same document where that holds already. */
export function syncMaterials(doc: PolicyDocument, newId: () => string): PolicyDocument {
  const fields = fileFields(doc.form);
  // A declaration is handed in by its agreement field, so a material may name any field there is.
  const ids = new Set([...walk(doc.form)].map(({ id }) => id));
  const kept = doc.materials.filter((material) => material.fieldId === undefined || ids.has(material.fieldId));
  const covered = new Set(kept.map((material) => material.fieldId));
  const missing = fields.filter((field) => !covered.has(field.id)).map((field) => materialForField(field, newId()));
  if (missing.length === 0 && kept.length === doc.materials.length) return doc;
  return { ...doc, materials: [...kept, ...missing] };
}
