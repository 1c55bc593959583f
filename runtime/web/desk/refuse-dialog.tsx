import { Form, Input, Modal } from 'antd';
import { deskMessages } from '#core/messages';
import { useMessages } from '#ui';

type Kind = 'refuse' | 'refuse-acceptance';

interface RefuseDialogProps {
  readonly kind: Kind | null;
  readonly isBusy: boolean;
  readonly initial: string;
  readonly onCancel: () => void;
  readonly onRefuse: (kind: Kind, reason: string) => void;
}

/** A refusal needs its reason in words the applicant can read (R30). */
export function RefuseDialog({ kind, isBusy, initial, onCancel, onRefuse }: RefuseDialogProps) {
  const t = useMessages(deskMessages);
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open={kind !== null}
      destroyOnHidden
      title={kind === 'refuse-acceptance' ? t('decide.refuseAcceptanceTitle') : t('decide.refuseTitle')}
      okText={kind === null ? '' : t(`decide.${kind}`)}
      cancelText={t('decide.cancel')}
      okButtonProps={{ danger: true, loading: isBusy }}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      <p style={{ marginBottom: 12 }}>{t('decide.refuseHelp')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: initial }}
        onFinish={({ reason }) => (kind === null ? undefined : onRefuse(kind, reason.trim()))}
      >
        <Form.Item
          name="reason"
          label={t('decide.refuseReason')}
          rules={[{ required: true, whitespace: true, message: t('decide.needed') }]}
        >
          <Input.TextArea rows={4} maxLength={2000} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
