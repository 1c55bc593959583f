import { App, Button, Checkbox, Form, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type UploadedFile, uploadFile } from '#client';
import type { ApplicantView, OnBehalf } from '#core/contract';
import { portalMessages, windowMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';
import { useIdentityRules } from '../case/identity-rules.js';
import type { Came } from './counter.js';

interface WhoCameProps {
  readonly kind: ApplicantView['kind'];
  readonly applicant: ApplicantView;
  /** What was taken down before this page was left. */
  readonly kept: Came | null;
  /** `onBehalf` once everything is there and consent is ticked; null as long as something is missing. */
  readonly onChange: (came: Came, onBehalf: OnBehalf | null) => void;
}

type Values = Required<Came['values']>;

/** Who came, with what authority, and that they agree (R37). */
export function WhoCame({ kind, applicant, kept, onChange }: WhoCameProps) {
  const t = useMessages(windowMessages);
  const words = useMessages(portalMessages);
  const locale = useLocale();
  const rules = useIdentityRules();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [mandate, setMandate] = useState<UploadedFile | null>(kept?.mandate ?? null);
  const [hasConsent, setConsent] = useState(kept?.hasConsent ?? false);
  const [isUploading, setUploading] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const relations = kind === 'person' ? (['self', 'agent'] as const) : (['agent', 'legal-representative'] as const);
  const values: Came['values'] = Form.useWatch([], form) ?? kept?.values ?? {};
  const relation = values.relation ?? relations[0];

  // biome-ignore lint/correctness/useExhaustiveDependencies: onChange is the caller's and told only when something changes
  useEffect(() => {
    let isLatest = true;
    const came = { values, mandate, hasConsent };
    const tell = (onBehalf: OnBehalf | null) => (isLatest ? onChange(came, onBehalf) : undefined);
    if (!hasConsent || (relation === 'agent' && mandate === null)) tell(null);
    else {
      form
        .validateFields({ validateOnly: true })
        .then((valid) => tell({ ...valid, mandateFileId: mandate?.fileId ?? null, consent: true }))
        .catch(() => tell(null));
    }
    return () => {
      isLatest = false;
    };
  }, [JSON.stringify(values), hasConsent, mandate, relation]);

  async function upload(file: File): Promise<void> {
    setUploading(true);
    try {
      setMandate(await uploadFile(file));
    } catch (error) {
      message.error(errorText(error, locale));
    } finally {
      setUploading(false);
    }
  }

  const needed = (label: string) => ({
    required: true,
    whitespace: true,
    message: words('register.needed', { label }),
  });
  return (
    <section>
      <h2>{t('came.title')}</h2>
      <Form<Values>
        form={form}
        className="dx-window-form"
        layout="vertical"
        requiredMark={false}
        validateTrigger="onBlur"
        initialValues={{ relation: relations[0], agentName: kind === 'person' ? applicant.name : '', ...kept?.values }}
      >
        <Form.Item name="relation" label={t('came.relation')}>
          <Select options={relations.map((one) => ({ value: one, label: t(`came.${one}`) }))} />
        </Form.Item>
        <Form.Item name="agentName" label={t('came.name')} rules={[needed(t('came.name'))]}>
          <Input maxLength={60} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item
          name="agentIdentityNumber"
          label={t('came.identity')}
          rules={[needed(t('came.identity')), rules.identity('person')]}
        >
          <Input maxLength={32} autoComplete="off" />
        </Form.Item>
        <Form.Item name="agentMobile" label={t('came.mobile')} rules={[needed(t('came.mobile')), rules.mobile]}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
      </Form>
      {relation === 'agent' ? (
        <div className="dx-window-mandate">
          <span>
            {t('came.mandate')}
            <span className="dx-note">{mandate === null ? ` · ${t('came.mandateNeeded')}` : ` · ${mandate.name}`}</span>
          </span>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={t('came.mandate')}
            accept=".pdf,.jpg,.jpeg,.png"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) void upload(file);
              target.value = '';
            }}
          />
          <Button size="small" loading={isUploading} onClick={() => picker.current?.click()}>
            {t('came.upload')}
          </Button>
        </div>
      ) : null}
      <Checkbox checked={hasConsent} onChange={({ target }) => setConsent(target.checked)}>
        {t('came.consent')}
      </Checkbox>
    </section>
  );
}
