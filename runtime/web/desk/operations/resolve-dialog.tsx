import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type IncidentView, routes } from '#core/contract';
import { operationMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

export type Resolution = 'retry' | 'moveOn';

interface ResolveDialogProps {
  readonly incident: IncidentView;
  readonly how: Resolution;
  readonly onClose: () => void;
  readonly onDone: (how: Resolution) => void;
}

/** Retrying or passing over, with the reason that stays on record. */
export function ResolveDialog({ incident, how, onClose, onDone }: ResolveDialogProps) {
  const t = useMessages(operationMessages);
  const locale = useLocale();
  const [form] = Form.useForm<{ reason: string; flowId?: string }>();
  // Sent again after a lost answer, it is the same command.
  const [commandId] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  async function resolve({ reason, flowId }: { reason: string; flowId?: string }): Promise<void> {
    setBusy(true);
    setError(null);
    const params = { caseId: incident.caseId, incidentId: incident.incidentId };
    try {
      if (how === 'retry') await call(routes.retryIncident, { params, body: { commandId, reason } });
      else await call(routes.moveOnIncident, { params, body: { commandId, reason, flowId } });
      onDone(how);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }
  const [only] = incident.ways;
  return (
    <Modal
      open
      title={t(`incidents.${how}Title`, { step: incident.elementName || incident.elementId })}
      okText={t(`incidents.${how}`)}
      okButtonProps={{ loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error === null ? null : (
        <p className="dx-error" role="alert">
          {errorText(error, locale)}
        </p>
      )}
      {how === 'moveOn' ? <p>{t('incidents.moveOnHelp')}</p> : null}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: '', ...(incident.ways.length === 1 ? { flowId: only?.flowId } : {}) }}
        onFinish={(values) => void resolve(values)}
      >
        {how === 'moveOn' && incident.ways.length > 0 ? (
          <Form.Item
            name="flowId"
            label={t('incidents.way')}
            rules={[{ required: true, message: t('incidents.wayNeeded') }]}
          >
            <Radio.Group
              options={incident.ways.map(({ flowId, name }) => ({ value: flowId, label: name }))}
              style={{ display: 'grid', gap: 4 }}
            />
          </Form.Item>
        ) : null}
        <Form.Item
          name="reason"
          label={t('incidents.reason')}
          rules={[{ required: true, whitespace: true, message: t('incidents.reasonNeeded') }]}
        >
          <Input.TextArea rows={3} maxLength={500} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
