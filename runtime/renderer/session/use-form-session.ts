import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { compileForm } from '#core/form';
import type { FormSession, FormSessionOptions } from '../types.js';
import { SessionStore } from './session-store.js';

function makeStore(options: FormSessionOptions, prefix: string): SessionStore {
  const { schema, compiled, codeTables, now, access, registry, verdicts, externalIssues, onRuleProblems } = options;
  const form = compiled ?? (schema === undefined ? undefined : compileForm(schema, codeTables ? { codeTables } : {}));
  if (form === undefined) throw new Error('Expected a schema or a compiled form, but got neither');
  return new SessionStore({
    compiled: form,
    initialData: options.initialData,
    context: {
      now,
      ...(access ? { access } : {}),
      ...(registry ? { registry } : {}),
      ...(verdicts ? { verdicts } : {}),
      ...(externalIssues ? { externalIssues } : {}),
      ...(onRuleProblems ? { onRuleProblems } : {}),
    },
    locale: options.locale ?? 'zh-CN',
    prefix,
  });
}

/** Makes the session of a form and renders again when its pages, or the errors to show, change. */
export function useFormSession(options: FormSessionOptions): FormSession {
  const prefix = useId();
  const source = options.compiled ?? options.schema;
  const [made, setMade] = useState(() => ({ source, store: makeStore(options, prefix) }));
  let { store } = made;
  // Another form is another session; another context is not.
  if (made.source !== source) {
    store = makeStore(options, prefix);
    setMade({ source, store });
  }
  store.onData = options.onChange;
  store.locale = options.locale ?? 'zh-CN';

  const { externalIssues, access, registry, verdicts } = options;
  const seen = useRef({ store, externalIssues, access, registry, verdicts });
  useEffect(() => {
    const before = seen.current;
    seen.current = { store, externalIssues, access, registry, verdicts };
    if (before.store !== store) return;
    if (before.access !== access || before.registry !== registry || before.verdicts !== verdicts) {
      store.engine.setContext({
        ...(access ? { access } : {}),
        ...(registry ? { registry } : {}),
        ...(verdicts ? { verdicts } : {}),
      });
    }
    if (before.externalIssues !== externalIssues) store.setExternal(externalIssues ?? []);
  }, [store, externalIssues, access, registry, verdicts]);

  useSyncExternalStore(store.subscribe, store.getVersion);
  return store;
}
