import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { call } from '#client';
import { type ApplicantView, routes } from '#core/contract';
import { formatLongDate, portalMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import type { RegistryVariable } from '#core/policy';
import { EmptyState, errorText, Loaded, useLocale, useMe, useMessages, usePageTitle } from '#ui';
import { useRegistryVariables } from '../case/registry.js';
import { actFor, useActingFor, useBrand } from './use-city.js';

/** My data: who I act for, how to be reached, and what government already knows. */
export function ProfilePage() {
  const t = useMessages(portalMessages);
  usePageTitle(t('me.title'), useBrand());
  const me = useMe();
  const actingFor = useActingFor();
  const applicantId = actingFor?.id ?? '';
  const applicant = useQuery({
    queryKey: ['applicant', applicantId],
    queryFn: () => call(routes.getApplicant, { params: { applicantId } }),
    enabled: actingFor !== null,
  });
  if (me === null || actingFor === null) return <EmptyState title={t('me.noApplicant')} />;
  return (
    <div className="dx-page dx-narrow">
      <h1>{t('me.title')}</h1>
      {me.applicants.length < 2 ? null : (
        <section className="dx-panel">
          <h2>{t('me.switch')}</h2>
          <Select
            aria-label={t('me.switch')}
            style={{ width: '100%' }}
            value={actingFor.id}
            options={me.applicants.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={actFor}
          />
        </section>
      )}
      <Loaded query={applicant} rows={2}>
        {(data) => (
          <>
            <Contact applicant={data} />
            <Registry applicant={data} />
          </>
        )}
      </Loaded>
    </div>
  );
}

interface ContactValues {
  readonly contactName: string;
  readonly mobile: string;
}

function Contact({ applicant }: { readonly applicant: ApplicantView }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: ({ contactName, mobile }: ContactValues) =>
      call(routes.updateApplicant, {
        params: { applicantId: applicant.id },
        body: { contactName, ...(mobile ? { mobile } : {}) },
      }),
    onSuccess: (data) => {
      queries.setQueryData(['applicant', applicant.id], data);
      message.success(t('me.saved'));
    },
    onError: (error) => message.error(errorText(error, locale)),
  });
  return (
    <section className="dx-panel">
      <h2>{applicant.name}</h2>
      <p className="dx-note dx-below-title">
        {t('me.identity')} {applicant.identityMasked}
      </p>
      <Form<ContactValues>
        layout="vertical"
        requiredMark={false}
        initialValues={{ contactName: applicant.contactName, mobile: '' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="contactName"
          label={t('me.contact')}
          rules={[{ required: true, message: t('register.needed', { label: t('me.contact') }) }]}
        >
          <Input autoComplete="name" maxLength={60} />
        </Form.Item>
        <Form.Item name="mobile" label={t('me.mobile')} extra={t('me.keepMobile', { mobile: applicant.mobileMasked })}>
          <Input type="tel" autoComplete="tel" maxLength={20} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('me.save')}
        </Button>
      </Form>
    </section>
  );
}

function Registry({ applicant }: { readonly applicant: ApplicantView }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const variables = useRegistryVariables().data?.items ?? [];
  const show = (value: ApplicantView['registry'][number]['value'], variable: RegistryVariable | undefined): string => {
    if (typeof value === 'boolean') return t(value ? 'me.yes' : 'me.no');
    if (Array.isArray(value)) return value.join('、');
    if (variable?.type === 'money' && typeof value === 'number') return formatYuan(value, locale);
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatLongDate(value, locale);
    return [value, variable?.unit].filter((part) => part !== undefined).join(' ');
  };
  return (
    <section className="dx-panel">
      <h2>{t('me.registry')}</h2>
      <p className="dx-note">{t('me.registryHelp')}</p>
      {applicant.registry.length === 0 ? <p>{t('me.noRegistry')}</p> : null}
      <ul className="dx-conditions">
        {applicant.registry.map(({ name, value, source, asOf }) => {
          const variable = variables.find((one) => one.name === name);
          return (
            <li key={name}>
              <div>
                <p>{variable?.label ?? name}</p>
                <small>{t('me.source', { source, date: formatLongDate(asOf, locale) })}</small>
              </div>
              <span>{show(value, variable)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
