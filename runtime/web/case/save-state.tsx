import { CloudOutlined, CloudSyncOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { defineMessages } from '#core/messages';
import { clockText, useMessages } from '#ui';
import type { SaveState as State } from './draft-saver.js';

const words = defineMessages({
  zh: {
    saving: '正在保存',
    saved: '{time} 已存',
    unsaved: '还没保存，连上网络后自动保存',
    conflict: '在别处改过，请选择',
  },
  en: {
    saving: 'Saving',
    saved: 'Saved {time}',
    unsaved: 'Not saved; will be when the network is back',
    conflict: 'Changed elsewhere: choose',
  },
});

/** Whether what was typed is safe; always visible while filling in. */
export function SaveState({ state }: { readonly state: State }) {
  const t = useMessages(words);
  return (
    <span className="dx-note" role="status">
      {state.kind === 'saved' ? <CloudOutlined aria-hidden /> : null}
      {state.kind === 'saving' ? <CloudSyncOutlined aria-hidden /> : null}
      {state.kind === 'unsaved' || state.kind === 'conflict' ? <ExclamationCircleOutlined aria-hidden /> : null}{' '}
      {t(state.kind, state.kind === 'saved' ? { time: clockText(state.at) } : {})}
    </span>
  );
}
