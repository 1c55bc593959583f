import { Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import type { MyTask, TaskAct } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { useMessages } from '#ui';
import { PersonSelect } from './person-select.js';
import { UnitSelect } from './unit-select.js';

/** An act without its command id, which is made where it is sent. */
export type Act = TaskAct extends infer A ? (A extends TaskAct ? Omit<A, 'commandId'> : never) : never;

/** Acts that ask something first. */
export const askingActs = [
  'return-to-step',
  'transfer',
  'delegate',
  'add-signer',
  'request-opinions',
  'begin-procedure',
  'end-procedure',
  'copy',
  'recuse',
] as const satisfies readonly MyTask['actions'][number][];
export type AskingAct = (typeof askingActs)[number];

interface Values {
  readonly target?: 'person' | 'unit';
  readonly to?: string;
  readonly people?: string[];
  readonly unit?: string;
  readonly units?: string[];
  readonly place?: 'before' | 'after' | 'beside';
  readonly procedure?: Extract<TaskAct, { act: 'begin-procedure' }>['procedure'];
  readonly workingDays?: number;
  readonly elementId?: string;
  readonly mode?: 'run-on' | 'straight-back';
  readonly text?: string;
}

const procedures = ['expert-review', 'site-visit', 'hearing', 'inspection', 'publicity', 'other'] as const;

interface ActDialogProps {
  readonly act: AskingAct | null;
  readonly task: MyTask;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onAct: (act: Act) => void;
}

/** What an act beside deciding needs to know, in one dialog. */
export function ActDialog({ act, task, isBusy, onCancel, onAct }: ActDialogProps) {
  const t = useMessages(approvalMessages);
  const [form] = Form.useForm<Values>();
  return (
    <Modal
      open={act !== null}
      destroyOnHidden
      title={act === null ? '' : t(`act.${act}`)}
      okText={act === null ? '' : t(`act.${act}`)}
      cancelText={t('cancel')}
      okButtonProps={{ loading: isBusy }}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      {act === null ? null : (
        <>
          <p style={{ marginBottom: 12 }}>{t(`help.${act}`)}</p>
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{
              target: 'person',
              place: 'beside',
              procedure: 'expert-review',
              workingDays: 3,
              mode: 'straight-back',
              elementId: task.returnTargets[0]?.elementId,
              text: '',
            }}
            onFinish={(values) => onAct(actOf(act, task, values))}
          >
            <Fields act={act} task={task} />
          </Form>
        </>
      )}
    </Modal>
  );
}

function Fields({ act, task }: { readonly act: AskingAct; readonly task: MyTask }) {
  const t = useMessages(approvalMessages);
  const needed = { required: true, message: t('needed') };
  const target = Form.useWatch<Values['target']>('target');
  const person = (
    <Form.Item name="to" label={t('person')} rules={[needed]}>
      <PersonSelect />
    </Form.Item>
  );
  const textLabel =
    act === 'request-opinions'
      ? 'request.question'
      : act === 'copy'
        ? 'copy.text'
        : act === 'end-procedure'
          ? 'procedure.result'
          : 'reason';
  return (
    <>
      {act === 'transfer' && task.mySeat === null ? (
        <Form.Item name="target" label={t('transfer.to')}>
          <Radio.Group
            options={(['person', 'unit'] as const).map((value) => ({ value, label: t(`transfer.${value}`) }))}
          />
        </Form.Item>
      ) : null}
      {act === 'transfer' && target === 'unit' ? (
        <Form.Item name="unit" label={t('unit')} rules={[needed]}>
          <UnitSelect />
        </Form.Item>
      ) : act === 'transfer' || act === 'delegate' || act === 'add-signer' ? (
        person
      ) : null}
      {act === 'add-signer' ? (
        <Form.Item name="place" label={t('signer.place')}>
          <Radio.Group
            options={(['before', 'beside', 'after'] as const).map((value) => ({ value, label: t(`place.${value}`) }))}
          />
        </Form.Item>
      ) : null}
      {act === 'copy' ? (
        <Form.Item name="people" label={t('person')} rules={[needed]}>
          <PersonSelect multiple />
        </Form.Item>
      ) : null}
      {act === 'request-opinions' ? (
        <>
          <Form.Item name="units" label={t('request.units')} rules={[needed]}>
            <UnitSelect multiple />
          </Form.Item>
          <Form.Item name="workingDays" label={t('request.days')} rules={[needed]}>
            <InputNumber min={1} max={60} precision={0} />
          </Form.Item>
        </>
      ) : null}
      {act === 'begin-procedure' ? (
        <Form.Item name="procedure" label={t('procedure.kind')}>
          <Select options={procedures.map((value) => ({ value, label: t(`procedure.${value}`) }))} />
        </Form.Item>
      ) : null}
      {act === 'return-to-step' ? (
        <>
          <Form.Item name="elementId" label={t('return.step')} rules={[needed]}>
            <Select options={task.returnTargets.map(({ elementId, name }) => ({ value: elementId, label: name }))} />
          </Form.Item>
          <Form.Item name="mode" label={t('return.mode')}>
            <Radio.Group
              options={(['straight-back', 'run-on'] as const).map((value) => ({ value, label: t(`return.${value}`) }))}
            />
          </Form.Item>
        </>
      ) : null}
      <Form.Item name="text" label={t(textLabel)} rules={act === 'copy' ? [] : [{ ...needed, whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={act === 'copy' ? 500 : 1000} />
      </Form.Item>
    </>
  );
}

function actOf(act: AskingAct, task: MyTask, values: Values): Act {
  const { to = '', text = '', place = 'beside', procedure = 'other', workingDays = 3, mode = 'straight-back' } = values;
  const reason = text.trim();
  switch (act) {
    case 'transfer':
      if (values.target === 'unit') return { act, toUnit: values.unit ?? '', reason };
      return { act, to, reason, ...(task.mySeat === null ? {} : { seatId: task.mySeat }) };
    case 'delegate':
      return { act, to, reason };
    case 'add-signer':
      return { act, to, place, reason };
    case 'request-opinions':
      return { act, toUnits: values.units ?? [], question: reason, workingDays };
    case 'begin-procedure':
      return { act, procedure, reason };
    case 'end-procedure':
      return { act, result: reason };
    case 'return-to-step':
      return { act, elementId: values.elementId ?? '', mode, reason };
    case 'copy':
      return { act, to: values.people ?? [], text: reason };
    case 'recuse':
      return { act, reason };
  }
}
