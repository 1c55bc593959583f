import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { call } from '#client';
import { type DraftPolicy, type Me, routes } from '#core/contract';
import type { Option } from '#core/form';
import { designerMessages } from '#core/messages';
import type { RegistryVariable } from '#core/policy';
import { Brand, ErrorState, LoadingRows, useMessages } from '#ui';
import { DraftProvider } from '../draft/draft-context.js';
import { DraftStore } from '../draft/draft-store.js';
import { localCopyKey } from '../model/draft/local-copy.js';
import { isTab } from '../model/places.js';
import { Editor } from './editor.js';

/** Loads a draft with what rules may know of applicants, and opens it. */
export function EditorPage({ me }: { readonly me: Me }) {
  const t = useMessages(designerMessages);
  const { policyId = '', tab } = useParams();
  const queryKey = ['designer-policy', policyId];
  const policy = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(routes.getPolicy, { params: { policyId }, signal }),
    // The open draft is the truth from here on; fetching it anew would only come between.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const registry = useQuery({
    queryKey: ['registry-variables'],
    queryFn: ({ signal }) => call(routes.listRegistryVariables, { signal }),
    staleTime: 300_000,
  });
  const codeTables = useQuery({
    queryKey: ['code-tables'],
    queryFn: ({ signal }) => call(routes.listCodeTables, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isTab(tab)) return <Navigate to={`/${policyId}/elements`} replace />;
  const error = policy.error ?? registry.error ?? codeTables.error;
  if (policy.data === undefined || registry.data === undefined || codeTables.data === undefined) {
    return (
      <div className="dx-office">
        <header className="dx-bar">
          <Brand name={t('title')} href="/designer" />
          <Link to="/">{t('bar.toList')}</Link>
        </header>
        <main className="ds-loading">
          {error === null ? (
            <LoadingRows rows={3} />
          ) : (
            <ErrorState
              error={error}
              onRetry={() => void Promise.all([policy.refetch(), registry.refetch(), codeTables.refetch()])}
            />
          )}
        </main>
      </div>
    );
  }
  return (
    <OpenDraft
      key={policyId}
      me={me}
      policy={policy.data}
      registry={registry.data.items}
      codeTables={codeTables.data.tables}
      tab={tab}
    />
  );
}

interface OpenDraftProps {
  readonly me: Me;
  readonly policy: DraftPolicy;
  readonly registry: readonly RegistryVariable[];
  readonly codeTables: Readonly<Record<string, readonly Option[]>>;
  readonly tab: Parameters<typeof Editor>[0]['tab'];
}

function OpenDraft({ me, policy, registry, codeTables, tab }: OpenDraftProps) {
  const queries = useQueryClient();
  const [store] = useState(
    () =>
      new DraftStore(policy, {
        load: () => call(routes.getPolicy, { params: { policyId: policy.id } }),
        save: (part, revision, doc) =>
          call(routes.savePart, {
            params: { policyId: policy.id, part },
            // The route's body is a union by part; the compiler cannot tie `part` to the content of the same part.
            body: { part, revision, content: doc[part] } as never,
          }),
        store: localStorage,
        storeKey: localCopyKey(me.accountId, policy.id),
        now: () => new Date(),
      }),
  );
  useEffect(() => {
    const online = () => void store.flush();
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('online', online);
      store.close();
      void queries.invalidateQueries({ queryKey: ['designer-policies'] });
    };
  }, [store, queries]);
  const refreshState = useCallback(async () => {
    const fresh = await call(routes.getPolicy, { params: { policyId: policy.id } });
    queries.setQueryData(['designer-policy', policy.id], fresh);
  }, [policy.id, queries]);
  return (
    <DraftProvider policy={policy} store={store} registry={registry} codeTables={codeTables}>
      <Editor me={me} tab={tab} onPublished={refreshState} />
    </DraftProvider>
  );
}
