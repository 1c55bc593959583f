import { Alert, Form, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { adminMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

interface FormDialogProps<Values> {
  readonly isOpen: boolean;
  readonly title: string;
  readonly initial: Partial<Values>;
  readonly onClose: () => void;
  /** Closes the dialog when it resolves; shows what it throws and keeps what was typed. */
  readonly onSave: (values: Values) => Promise<void>;
  readonly children: ReactNode;
}

/** A dialog with one form: save, or the reason why not. */
export function FormDialog<Values extends object>({
  isOpen,
  title,
  initial,
  onClose,
  onSave,
  children,
}: FormDialogProps<Values>) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const close = () => {
    setError(null);
    onClose();
  };
  async function save(values: Values): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await onSave(values);
      close();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open={isOpen}
      destroyOnHidden
      title={title}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {error === null ? null : (
        <Alert type="error" showIcon role="alert" title={errorText(error, locale)} style={{ marginBottom: 12 }} />
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        initialValues={initial}
        onFinish={(values) => void save(values)}
        clearOnDestroy
      >
        {children}
      </Form>
    </Modal>
  );
}

/** A field that has to be filled in. */
export function useNeeded() {
  const t = useMessages(adminMessages);
  return { required: true, message: t('needed') };
}
