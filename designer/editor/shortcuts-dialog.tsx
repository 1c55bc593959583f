import { Modal } from 'antd';
import { designerMessages } from '#core/messages';
import { useMessages } from '#ui';

const keys = [
  ['Ctrl Z', 'keys.undo'],
  ['Ctrl Y', 'keys.redo'],
  ['Ctrl S', 'keys.save'],
  ['Ctrl Enter', 'keys.publish'],
  ['Alt ↑ / Alt ↓', 'keys.move'],
  ['Ctrl D', 'keys.duplicate'],
  ['Ctrl C / Ctrl V', 'keys.copy'],
  ['Delete', 'keys.delete'],
  ['Space', 'keys.drag'],
  ['Esc', 'keys.escape'],
  ['?', 'keys.help'],
] as const;

/** All keys on one sheet, opened by `?`. */
export function ShortcutsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useMessages(designerMessages);
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title={t('keys.title')}>
      <dl className="ds-keys">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
