import type { ComponentType, ReactNode } from 'react';
import type { ComponentName, FieldInfo } from '#core/form';
import { useSurroundings } from '../session/hooks.js';
import { Card, Columns, Tabs } from './boxes.js';
import { controls, hasControl } from './controls.js';
import { FieldFrame } from './field-frame.js';
import { Divider, Note, RichNote } from './note.js';
import { BlockField, GroupField } from './row-groups.js';
import { TableField } from './table-field.js';
import { useControl } from './use-control.js';

type Part = ComponentType<{ readonly info: FieldInfo; readonly children?: ReactNode }>;

/** What draws each component that is no single control. */
export const parts: Readonly<Record<Exclude<ComponentName, keyof typeof controls | 'Section' | 'Hidden'>, Part>> = {
  Formula: () => null,
  Card,
  Columns,
  Tabs,
  Table: TableField,
  Group: GroupField,
  Person: BlockField,
  Enterprise: BlockField,
  Address: BlockField,
  FileSet: BlockField,
  Note,
  RichNote,
  Divider,
};
const partOf = (component: ComponentName): Part | undefined =>
  component in parts ? parts[component as keyof typeof parts] : undefined;

/**
 * A field bound to the engine and nothing else: what stands on the first screen, and what stands in rows. Formily, which
 * draws all the rest, is loaded behind it.
 */
export function DirectField({ info }: { readonly info: FieldInfo }): ReactNode {
  const { store } = useSurroundings();
  const bound = useControl(info, info.id);
  if (info.component === 'Hidden' || bound === undefined) return null;
  if (hasControl(info.component)) {
    const Control = controls[info.component];
    return (
      <FieldFrame info={info} path={info.id}>
        <Control {...bound.props} />
      </FieldFrame>
    );
  }
  const Drawn = partOf(info.component);
  if (Drawn === undefined) return null;
  if (info.kind === 'box')
    return (
      <Drawn info={info}>
        {store.compiled.fields
          .filter((field) => field.parentId === info.id)
          .map((field) => (
            <DirectField key={field.id} info={field} />
          ))}
      </Drawn>
    );
  if (info.kind === 'words') return <Drawn info={info} />;
  return (
    <FieldFrame info={info} path={info.id}>
      <Drawn info={info} />
    </FieldFrame>
  );
}
