import { Modal } from 'antd';
import { deskMessages, uiMessages } from '#core/messages';
import { useMessages } from '#ui';

const keys = [
  ['J', 'keys.next'],
  ['K', 'keys.previous'],
  ['C', 'keys.claim'],
  ['Ctrl / ⌘ + Enter', 'keys.approve'],
  ['/', 'keys.search'],
  ['?', 'keys.help'],
] as const;

export function KeysHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useMessages(deskMessages);
  const ui = useMessages(uiMessages);
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title={ui('keys.title')}>
      <dl className="dx-keys">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
