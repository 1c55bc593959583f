import { Button, Popconfirm } from 'antd';
import { portalMessages } from '#core/messages';
import { useMessages } from '#ui';

/** Throws a draft away, after asking; loaded behind the form, because nobody begins with it. */
export function DeleteDraft({ onDelete }: { readonly onDelete: () => void }) {
  const t = useMessages(portalMessages);
  return (
    <Popconfirm
      title={t('apply.deleteSure')}
      okText={t('apply.delete')}
      cancelText={t('apply.cancel')}
      okButtonProps={{ danger: true }}
      onConfirm={onDelete}
    >
      <Button size="large">{t('apply.delete')}</Button>
    </Popconfirm>
  );
}
