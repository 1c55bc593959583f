import { Modal } from 'antd';
import { adminMessages } from '#core/messages';
import { useMessages } from '#ui';

interface OneTimePasswordProps {
  readonly secret: { readonly name: string; readonly password: string } | null;
  readonly onClose: () => void;
}

/** Shown once, to be told to the person. */
export function OneTimePassword({ secret, onClose }: OneTimePasswordProps) {
  const t = useMessages(adminMessages);
  return (
    <Modal
      open={secret !== null}
      title={t('accounts.oneTime')}
      okText={t('done')}
      onOk={onClose}
      onCancel={onClose}
      cancelButtonProps={{ hidden: true }}
    >
      <p>{t('accounts.oneTimeHelp', { name: secret?.name ?? '' })}</p>
      <p className="dx-revealed">{secret?.password}</p>
    </Modal>
  );
}
