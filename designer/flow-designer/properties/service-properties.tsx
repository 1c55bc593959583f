import { InputNumber } from 'antd';
import type { ServiceTask } from '#core/flow';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow } from '../../parts/field-row.js';
import type { FlowCommands } from '../use-flow-commands.js';

/** What an automatic step does; of public notices the days, of others the parameters as they are. */
export function ServiceProperties({
  task,
  commands,
}: {
  readonly task: Pick<ServiceTask, 'id' | 'service'>;
  readonly commands: FlowCommands;
}) {
  const t = useMessages(designerFlowMessages);
  const { type, params } = task.service;
  const set = (name: string, value: string) =>
    commands.service(task.id, { type, params: { ...params, [name]: value } });
  if (type === 'publicity') {
    return (
      <FieldRow label={t('service.days')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={60}
            precision={0}
            value={Number(params.days ?? 5)}
            onChange={(value) => value !== null && set('days', String(value))}
          />
        )}
      </FieldRow>
    );
  }
  return (
    <>
      <FieldRow label={t('service.type')}>
        {(id) => (
          <DraftInput id={id} value={type} onCommit={(next) => commands.service(task.id, { type: next, params })} />
        )}
      </FieldRow>
      {Object.entries(params).map(([name, value]) => (
        <FieldRow key={name} label={name}>
          {(id) => <DraftInput id={id} value={value} onCommit={(next) => set(name, next)} />}
        </FieldRow>
      ))}
    </>
  );
}
