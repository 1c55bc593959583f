import './schema-compiler.js';
import { connect, createSchemaField, useField } from '@formily/react';
import type { ComponentType, ReactNode } from 'react';
import { type ComponentName, componentNames, type FieldInfo } from '#core/form';
import type { ControlProps } from '../controls/control.js';
import { controls, hasControl } from '../fields/controls.js';
import { parts } from '../fields/direct-field.js';
import { FieldFrame } from '../fields/field-frame.js';
import { useControl } from '../fields/use-control.js';
import { useSurroundings } from '../session/hooks.js';

/** The field Formily is drawing, by the name it has in the schema. */
function useInfo(): FieldInfo | undefined {
  const { store } = useSurroundings();
  return store.compiled.field(String(useField().props.name));
}

interface FormilyProps {
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
}

/** One of our controls as Formily's: it takes value and change from Formily's field, everything else from the engine. */
function connected(Control: ComponentType<ControlProps>) {
  function Bridge({ value, onChange }: FormilyProps) {
    const info = useInfo();
    return info === undefined ? null : <BoundControl Control={Control} info={info} value={value} onChange={onChange} />;
  }
  return connect(Bridge);
}

interface BoundControlProps extends FormilyProps {
  readonly Control: ComponentType<ControlProps>;
  readonly info: FieldInfo;
}
function BoundControl({ Control, info, value, onChange }: BoundControlProps) {
  // Files write their answer to the engine themselves (an upload may end while its page is not shown).
  const isFile = info.kind === 'files';
  const bound = useControl(info, info.id, isFile ? undefined : onChange);
  return bound === undefined ? null : <Control {...bound.props} value={isFile ? bound.props.value : value} />;
}

function Frame({ children }: { readonly children?: ReactNode }) {
  const info = useInfo();
  return info === undefined ? null : (
    <FieldFrame info={info} path={info.id}>
      {children}
    </FieldFrame>
  );
}
const withInfo = (Part: ComponentType<{ readonly info: FieldInfo; readonly children?: ReactNode }>) =>
  function Drawn({ children }: { readonly children?: ReactNode }) {
    const info = useInfo();
    return info === undefined ? null : <Part info={info}>{children}</Part>;
  };

type Connected = ReturnType<typeof connected>;
const connectedControls = Object.fromEntries(
  componentNames.flatMap((name) => (hasControl(name) ? [[name, connected(controls[name])]] : [])),
) as Readonly<Record<keyof typeof controls, Connected>>;

const connectedParts = Object.fromEntries(
  Object.entries(parts).map(([name, Part]) => [name, withInfo(Part)]),
) as Readonly<Record<keyof typeof parts, ComponentType>>;

/** The closed registry: a component without an entry does not compile, a schema with another never gets this far. */
const registry: Readonly<Record<Exclude<ComponentName, 'Section' | 'Hidden'>, Connected | ComponentType>> = {
  ...connectedControls,
  ...connectedParts,
};

/** Draws a Formily schema with our controls. */
export const SchemaField = createSchemaField({ components: { ...registry, FieldFrame: Frame } });
