import './schema-compiler.js';
import { createForm, type Form, isField, onFieldInputValueChange } from '@formily/core';
import { toJS } from '@formily/reactive';
import type { FieldInfo } from '#core/form';
import { hasControl } from '../fields/controls.js';
import type { SessionStore } from '../session/session-store.js';

const forms = new WeakMap<SessionStore, Form>();

/** Rows and files write their answers to the engine themselves, row by row and file by file. */
const isHeldByFormily = (field: FieldInfo): boolean => field.kind === 'value' && hasControl(field.component);

/**
 * Formily's model of a session: made once, so that values outlast the pages that show them. What is typed goes to the
 * engine; what the engine computes, locks or takes over from a registry comes back (D11). Values are given at creation,
 * because setting them on fields that do not exist yet is slow in Formily.
 */
export function formilyFormOf(store: SessionStore): Form {
  const known = forms.get(store);
  if (known !== undefined) return known;
  const fields = store.compiled.fields.filter(isHeldByFormily);
  const answer = (field: FieldInfo) => store.engine.get(field.id)?.value;
  const form = createForm({
    values: Object.fromEntries(fields.map((field) => [field.id, answer(field)])),
    validateFirst: true,
    effects: () => {
      onFieldInputValueChange('*', (field) => {
        if (isField(field)) store.set(field.path.toString(), toJS(field.value));
      });
    },
  });
  for (const field of fields) {
    store.engine.subscribe(field.id, () => {
      const value = answer(field);
      if (toJS(form.getValuesIn(field.id)) !== value) form.setValuesIn(field.id, value);
    });
  }
  forms.set(store, form);
  return form;
}
