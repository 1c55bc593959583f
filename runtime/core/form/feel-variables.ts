import type { FeelValue } from '#core/feel';
import type { CompiledForm } from './compile/compile-form.js';
import { fieldDefinitions } from './fields/index.js';
import { holdsAnswer } from './names.js';
import type { SubmissionData } from './types.js';

/** Answers as FEEL values by FEEL name: money as exact 元, dates, tables as lists of contexts; null where not given. */
export function feelVariables(compiled: CompiledForm, data: SubmissionData): Readonly<Record<string, FeelValue>> {
  return Object.fromEntries(
    compiled.fields.filter(holdsAnswer).map((field) => {
      const definition = fieldDefinitions[field.component];
      const value = Object.hasOwn(data, field.id) ? data[field.id] : undefined;
      return [field.name, definition.isEmpty(value) ? null : definition.toFeel(value, field)];
    }),
  );
}
