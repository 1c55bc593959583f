import { Button, Progress } from 'antd';
import type { ScreeningView } from '#core/contract';
import { screeningMessages } from '#core/messages';
import { useMessages } from './preferences.js';

/** Long work: a bar with its count, the time left, and a way to stop it. */
export function WorkProgress({
  progress,
  text,
  cancel,
}: {
  readonly progress: ScreeningView['progress'];
  readonly text: string;
  readonly cancel?: { readonly label: string; readonly isPending: boolean; readonly onCancel: () => void };
}) {
  const t = useMessages(screeningMessages);
  const { secondsLeft: left } = progress;
  const time =
    left === null ? '' : left < 60 ? t('time.seconds', { n: left }) : t('time.minutes', { n: Math.ceil(left / 60) });
  return (
    <div className="dx-work" role="status">
      <p>
        {text}
        {time === '' ? '' : ` · ${t('import.left', { time })}`}
      </p>
      <Progress percent={progress.percent} aria-label={text} />
      {cancel === undefined ? null : (
        <Button onClick={cancel.onCancel} loading={cancel.isPending}>
          {cancel.label}
        </Button>
      )}
    </div>
  );
}
