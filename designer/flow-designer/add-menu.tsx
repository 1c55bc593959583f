import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { type NewBlockKind, newBlockKinds } from '../model/flow/new-block.js';

interface AddMenuProps {
  /** The button's words, or its name where it shows a plus only. */
  readonly label: string;
  readonly isMain?: boolean;
  readonly disabled?: boolean;
  readonly onAdd: (kind: NewBlockKind) => void;
}

/** What can be added at a place of the flow. */
export function AddMenu({ label, isMain = false, disabled = false, onAdd }: AddMenuProps) {
  const t = useMessages(designerFlowMessages);
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      menu={{
        items: newBlockKinds.map((kind) => ({ key: kind, label: t(`add.${kind}`), onClick: () => onAdd(kind) })),
      }}
    >
      <Button
        size="small"
        type={isMain ? 'default' : 'text'}
        aria-label={label}
        title={isMain ? undefined : label}
        aria-haspopup="menu"
        icon={<PlusOutlined aria-hidden />}
      >
        {isMain ? label : null}
      </Button>
    </Dropdown>
  );
}
