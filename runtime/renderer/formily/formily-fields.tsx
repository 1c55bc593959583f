import { FormProvider } from '@formily/react';
import { useEffect, useMemo } from 'react';
import type { FieldInfo } from '#core/form';
import { useSurroundings } from '../session/hooks.js';
import { formilyFormOf } from './formily-form.js';
import { SchemaField } from './schema-field.js';
import { toFormilySchema } from './to-formily-schema.js';

interface FormilyFieldsProps {
  readonly fields: readonly FieldInfo[];
  readonly parentId: string | undefined;
}

/** Fields that stand directly in one box, with what they hold, drawn by Formily. */
export function FormilyFields({ fields, parentId }: FormilyFieldsProps) {
  const { store } = useSurroundings();
  const schema = useMemo(() => toFormilySchema(fields, parentId), [fields, parentId]);
  useEffect(() => store.drawn(), [store]);
  return (
    <FormProvider form={formilyFormOf(store)}>
      <SchemaField schema={schema} />
    </FormProvider>
  );
}
