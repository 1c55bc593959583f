import type { FormSchema } from '#core/form';
import type { PolicyMaterial } from '#core/policy';
import type { PolicyDocument } from './draft/document.js';
import { findNode, walk } from './form/tree.js';

/** File fields of the form, columns left out: a material is handed in once. */
function fileFields(form: FormSchema): readonly { readonly id: string; readonly title: string }[] {
  return [...walk(form)]
    .filter(({ node, place }) => node['x-component'] === 'File' && !isColumn(form, place.parentId))
    .map(({ id, node }) => ({ id, title: node.title }));
}

function isColumn(form: FormSchema, parentId: string | null): boolean {
  return parentId !== null && findNode(form, parentId)?.['x-component'] === 'Table';
}

function materialForField(field: { id: string; title: string }, id: string): PolicyMaterial {
  return { id, title: field.title, fieldId: field.id, heldByGovernment: false, originalNeeded: false, note: '' };
}

/** A file field that comes brings its material, one that goes takes it along; whatever else the list holds is left alone. */
export function followFileFields(before: PolicyDocument, after: PolicyDocument, newId: () => string): PolicyDocument {
  const old = new Set(fileFields(before.form).map((field) => field.id));
  const now = fileFields(after.form);
  const gone = new Set([...old].filter((id) => !now.some((field) => field.id === id)));
  const come = now.filter((field) => !old.has(field.id) && !after.materials.some((one) => one.fieldId === field.id));
  if (gone.size === 0 && come.length === 0) return after;
  const kept = after.materials.filter((material) => material.fieldId === undefined || !gone.has(material.fieldId));
  return { ...after, materials: [...kept, ...come.map((field) => materialForField(field, newId()))] };
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
