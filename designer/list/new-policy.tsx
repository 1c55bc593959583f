import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { designerMessages, projectClassWords } from '#core/messages';
import type { ProjectClass } from '#core/policy';
import { errorText, useLocale, useMessages } from '#ui';

const blank = 'blank';

/** Starts a policy, blank or from a template that says what is in it. */
export function NewPolicy({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useMessages(designerMessages);
  const classWords = useMessages(projectClassWords);
  const locale = useLocale();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [template, setTemplate] = useState(blank);
  const [isTitleMissing, setTitleMissing] = useState(false);
  // One key for the act, kept over retries (D6); another choice is another act.
  const key = useRef({ of: '', value: '' });
  const templates = useQuery({
    queryKey: ['designer-templates'],
    queryFn: ({ signal }) => call(routes.listTemplates, { signal }),
    enabled: isOpen,
  });
  const creation = useMutation({
    mutationFn: () => {
      const body = { title: title.trim(), templateId: template === blank ? null : template };
      const of = JSON.stringify(body);
      if (key.current.of !== of) key.current = { of, value: crypto.randomUUID() };
      return call(routes.createPolicy, { body, idempotencyKey: key.current.value });
    },
    onSuccess: (policy) => {
      void queries.invalidateQueries({ queryKey: ['designer-policies'] });
      void navigate(`/${policy.id}/elements`);
    },
  });
  const submit = () => {
    setTitleMissing(title.trim() === '');
    if (title.trim() !== '') creation.mutate();
  };
  const choose = (id: string) => {
    const before = templates.data?.items.find((one) => one.id === template)?.title ?? '';
    const next = templates.data?.items.find((one) => one.id === id)?.title ?? '';
    if (title === '' || title === before) setTitle(next);
    setTemplate(id);
  };
  return (
    <Modal
      open={isOpen}
      title={t('new.title')}
      okText={t('new.submit')}
      cancelText={t('cancel')}
      confirmLoading={creation.isPending}
      onOk={submit}
      onCancel={onClose}
      width={640}
      destroyOnHidden
    >
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        {creation.error === null ? null : (
          <Alert type="error" showIcon role="alert" className="ds-alert" title={errorText(creation.error, locale)} />
        )}
        <Form.Item
          label={t('new.name')}
          htmlFor="new-policy-title"
          {...(isTitleMissing && title.trim() === ''
            ? { validateStatus: 'error' as const, help: t('new.nameMissing') }
            : {})}
        >
          <Input
            id="new-policy-title"
            value={title}
            maxLength={80}
            onChange={(event) => setTitle(event.target.value)}
            placeholder={t('new.namePlaceholder')}
          />
        </Form.Item>
        <fieldset className="ds-fieldset">
          <legend>{t('new.from')}</legend>
          <Radio.Group className="ds-choices" value={template} onChange={(event) => choose(String(event.target.value))}>
            <Radio value={blank}>
              <b>{t('new.blank')}</b>
              <span className="ds-sub">{t('new.blankHelp')}</span>
            </Radio>
            {(templates.data?.items ?? []).map((one) => (
              <Radio key={one.id} value={one.id}>
                <b>{one.title}</b>
                <span className="ds-sub">{one.summary}</span>
                <span className="ds-sub">
                  {[
                    isProjectClass(one.projectClass) ? classWords(one.projectClass) : one.projectClass,
                    t('new.size', { fields: one.fields, steps: one.steps }),
                  ].join(' · ')}
                </span>
              </Radio>
            ))}
          </Radio.Group>
          {templates.error === null ? null : <p className="ds-error">{errorText(templates.error, locale)}</p>}
        </fieldset>
      </Form>
    </Modal>
  );
}

function isProjectClass(text: string): text is ProjectClass {
  return text in projectClassWords.zh;
}
