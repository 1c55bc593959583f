import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { operationMessages } from '#core/messages';
import { EmptyState, Loaded, PageName, useMessages } from '#ui';
import { MigrationPast } from './migration-past.js';
import { MigrationPlan } from './migration-plan.js';

type Policy = AnswerOf<typeof routes.listMovable>['policies'][number];

/** Moving running cases of a policy to another version; what is chosen stands in the address. */
export function MigrationPage() {
  const t = useMessages(operationMessages);
  const [address, setAddress] = useSearchParams();
  const movable = useQuery({ queryKey: ['movable'], queryFn: () => call(routes.listMovable) });
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('nav.migrations')} />
      <p className="dx-note">{t('migrations.help')}</p>
      <Loaded query={movable}>
        {({ policies }) => {
          if (policies.length === 0)
            return <EmptyState title={t('migrations.emptyTitle')} help={t('migrations.emptyHelp')} />;
          const chosen = policies.find(({ policyId }) => policyId === address.get('policy'));
          return (
            <>
              <div className="dx-desk-filter">
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  aria-label={t('migrations.policy')}
                  placeholder={t('migrations.choose')}
                  style={{ minWidth: 320 }}
                  value={chosen?.policyId ?? null}
                  options={policies.map(({ policyId, title }) => ({ value: policyId, label: title }))}
                  onChange={(policy) => setAddress({ policy }, { replace: true })}
                />
              </div>
              {chosen === undefined ? null : <Versions key={chosen.policyId} policy={chosen} />}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Versions({ policy }: { readonly policy: Policy }) {
  const t = useMessages(operationMessages);
  const [address, setAddress] = useSearchParams();
  const { policyId, version: latest, cases } = policy;
  const counts = new Map(cases.map(({ version, count }) => [version, count]));
  const versions = Array.from({ length: latest }, (_, index) => latest - index);
  const given = (name: string, fallback: number) => {
    const found = Number(address.get(name));
    return versions.includes(found) ? found : fallback;
  };
  const from = given('from', cases.findLast(({ version }) => version !== latest)?.version ?? latest);
  const to = given('to', latest);
  const choose = (name: string, value: number) =>
    setAddress(
      (before) => {
        before.set(name, String(value));
        return before;
      },
      { replace: true },
    );
  const options = versions.map((version) => ({
    value: version,
    label: counts.has(version)
      ? t('migrations.version', { version, count: counts.get(version) ?? 0 })
      : t('migrations.plain', { version }),
  }));
  const select = (name: 'from' | 'to', value: number) => (
    <span className="dx-inline-field">
      {t(`migrations.${name}`)}
      <Select
        aria-label={t(`migrations.${name}`)}
        style={{ minWidth: 200 }}
        value={value}
        options={options}
        onChange={(chosen) => choose(name, chosen)}
      />
    </span>
  );
  return (
    <>
      <div className="dx-desk-filter">
        {select('from', from)}
        {select('to', to)}
      </div>
      <MigrationPlan key={`${from}-${to}`} policyId={policyId} from={from} to={to} />
      <MigrationPast policyId={policyId} />
    </>
  );
}
