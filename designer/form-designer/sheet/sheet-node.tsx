import { fieldTypes } from '#core/form';
import { useDraft } from '../../draft/draft-context.js';
import { findNode } from '../../model/form/tree.js';
import type { SheetProps } from './sheet.js';
import { SheetField } from './sheet-field.js';
import { SheetSection } from './sheet-section.js';

/** A node of the form on the sheet. */
export function SheetNode({ id, ...props }: SheetProps & { readonly id: string }) {
  const { doc } = useDraft();
  const node = findNode(doc.form, id);
  if (node === undefined) return null;
  return fieldTypes[node['x-component']].kind === 'box' ? (
    <SheetSection id={id} node={node} {...props} />
  ) : (
    <SheetField id={id} node={node} {...props} />
  );
}
