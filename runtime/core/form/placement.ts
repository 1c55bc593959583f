import { fieldDefinitions } from './fields/index.js';
import type { ComponentName } from './types.js';

/** Whether one may stand directly in another; `undefined` is the form itself. Parser and designer both ask here. */
export function mayHold(parent: ComponentName | undefined, child: ComponentName): boolean {
  const { kind, allowedInTable, allowedInGroup } = fieldDefinitions[child];
  switch (parent) {
    case undefined:
      return true;
    case 'Section':
      return child !== 'Section';
    case 'Card':
      return kind !== 'box' || child === 'Columns';
    case 'Tabs':
      return child === 'Card';
    case 'Columns':
      return kind !== 'box' && kind !== 'rows';
    case 'Table':
      return allowedInTable;
    case 'Group':
      return allowedInGroup;
    case 'FileSet':
      return kind === 'files';
    default:
      return false;
  }
}
