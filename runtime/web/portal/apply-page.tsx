import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { call } from '#client';
import { type DraftView, type PolicyVersionContent, routes } from '#core/contract';
import { type CompiledForm, prefillData } from '#core/form';
import { Loaded, LoadingRows } from '#ui';

import { unsavedOnDevice } from '../case/draft-saver.js';
import { factsOf } from '../case/registry.js';
import { useCompiledForm } from '../case/use-compiled-form.js';
import { FillIn } from './fill-in.js';
import { Superseded } from './superseded.js';

/** Filling in one draft: loads it with its version and what government knows, then hands over to `FillIn`. */
export function ApplyPage() {
  const { draftId = '' } = useParams();
  const queries = useQueryClient();
  const draft = useQuery({
    queryKey: ['draft', draftId],
    queryFn: () => call(routes.getDraft, { params: { draftId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const reload = () => void queries.invalidateQueries({ queryKey: ['draft', draftId] });
  return (
    <div className="dx-page dx-narrow">
      <Loaded query={draft} rows={2}>
        {(data) =>
          data.currentVersion > data.version ? (
            <Superseded draft={data} onCarriedOver={reload} />
          ) : (
            <WithVersion draft={data} onReload={reload} />
          )
        }
      </Loaded>
    </div>
  );
}

interface WithVersionProps {
  readonly draft: DraftView;
  readonly onReload: () => void;
}

function WithVersion({ draft, onReload }: WithVersionProps) {
  const { policyId, version, applicantId } = draft;
  const content = useQuery({
    queryKey: ['version', policyId, version],
    queryFn: () => call(routes.getPolicyVersion, { params: { policyId, version } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const applicant = useQuery({
    queryKey: ['applicant', applicantId],
    queryFn: () => call(routes.getApplicant, { params: { applicantId } }),
  });
  return (
    <Loaded query={content} rows={2}>
      {(policy) => (
        <Loaded query={applicant} rows={2}>
          {(who) => (
            <WithForm
              key={`${draft.id}-${version}-${draft.revision}`}
              draft={draft}
              policy={policy}
              facts={factsOf(who)}
              onReload={onReload}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function WithForm(props: Omit<PreparedProps, 'compiled'>) {
  const compiled = useCompiledForm(props.policy.form);
  return compiled === null ? <LoadingRows rows={2} /> : <Prepared {...props} compiled={compiled} />;
}

interface PreparedProps extends WithVersionProps {
  readonly policy: PolicyVersionContent;
  readonly facts: ReturnType<typeof factsOf>;
  readonly compiled: CompiledForm;
}

/** Begins with what was typed on this device, else what the server has, filled up by the registry. */
function Prepared({ draft, policy, facts, compiled, onReload }: PreparedProps) {
  const [now] = useState(() => new Date().toISOString());
  const [begin] = useState(() => {
    return { compiled, data: prefillData(compiled, unsavedOnDevice(draft.id) ?? draft.data, facts) };
  });
  const input = useMemo(() => ({ ...begin, facts, now }), [begin, facts, now]);
  return <FillIn draft={draft} policy={policy} begin={input} onReload={onReload} />;
}
