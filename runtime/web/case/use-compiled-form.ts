import { useMemo } from 'react';
import { type CompiledForm, compileForm, type FormSchema } from '#core/form';
import { useCodeTables } from './registry.js';

/** A form made ready with the code tables it names; null until these are there. Made anew only when the schema changes. */
export function useCompiledForm(schema: FormSchema): CompiledForm | null {
  const codeTables = useCodeTables().data?.tables;
  return useMemo(() => (codeTables === undefined ? null : compileForm(schema, { codeTables })), [schema, codeTables]);
}
