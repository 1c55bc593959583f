import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { MyTask } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { useMessages } from '#ui';
import { type Act, ActDialog, type AskingAct, askingActs } from './act-dialog.js';

interface MoreActsProps {
  readonly task: MyTask;
  readonly isBusy: boolean;
  readonly onAct: (act: Act) => void;
}

/** Everything the step permits beside deciding it, behind one button. */
export function MoreActs({ task, isBusy, onAct }: MoreActsProps) {
  const t = useMessages(approvalMessages);
  const [chosen, setChosen] = useState<AskingAct | null>(null);
  const offered = askingActs.filter((act) => task.actions.includes(act));
  if (offered.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: offered.map((act) => ({ key: act, label: t(`act.${act}`), danger: act === 'recuse' })),
          onClick: ({ key }) => setChosen(offered.find((act) => act === key) ?? null),
        }}
      >
        <Button block>
          {t('more')} <DownOutlined />
        </Button>
      </Dropdown>
      <ActDialog
        act={chosen}
        task={task}
        isBusy={isBusy}
        onCancel={() => setChosen(null)}
        onAct={(act) => {
          onAct(act);
          setChosen(null);
        }}
      />
    </>
  );
}
