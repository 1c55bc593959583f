import { Form, Input, Modal } from 'antd';
import { approvalMessages, deskMessages } from '#core/messages';
import { useMessages } from '#ui';

type Kind = 'refuse' | 'refuse-acceptance' | 'disapprove';

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
  const said = useMessages(approvalMessages);
  const isVote = kind === 'disapprove';
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open={kind !== null}
      destroyOnHidden
      title={
        isVote
          ? said('vote.against')
          : t(kind === 'refuse-acceptance' ? 'decide.refuseAcceptanceTitle' : 'decide.refuseTitle')
      }
      okText={kind === null ? '' : kind === 'disapprove' ? said('vote.against') : t(`decide.${kind}`)}
      cancelText={t('decide.cancel')}
      okButtonProps={{ danger: true, loading: isBusy }}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      {isVote ? null : <p style={{ marginBottom: 12 }}>{t('decide.refuseHelp')}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: initial }}
        onFinish={({ reason }) => (kind === null ? undefined : onRefuse(kind, reason.trim()))}
      >
        <Form.Item
          name="reason"
          label={isVote ? said('vote.againstTitle') : t('decide.refuseReason')}
          rules={[{ required: true, whitespace: true, message: t('decide.needed') }]}
        >
          <Input.TextArea rows={4} maxLength={2000} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
