import { PaperClipOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState } from 'react';
import type { BodyOf, MyTask, routes } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { errorText, useLocale, useMessages, useUploader } from '#ui';
import { SignaturePad } from './signature-pad.js';

export type DecisionRecord = NonNullable<Extract<BodyOf<typeof routes.decideTask>, { decision: 'approve' }>['record']>;

interface Attachment {
  readonly fileId: string;
  readonly name: string;
}

interface Draft {
  readonly clauses: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly signature: string | null;
  readonly heldOn: string | null;
  readonly attendees: readonly string[];
  readonly resolution: string;
}

const emptyDraft: Draft = {
  clauses: [],
  attachments: [],
  signature: null,
  heldOn: null,
  attendees: [],
  resolution: '',
};

/** What goes with the decision, as the server takes it; absent where there is nothing. */
function recordOf(draft: Draft, task: MyTask): DecisionRecord | undefined {
  const { clauses, attachments, signature, heldOn, attendees, resolution } = draft;
  const hasMinutes = task.meeting && heldOn !== null && attendees.length > 0 && resolution.trim() !== '';
  const record: DecisionRecord = {
    ...(clauses.length === 0 ? {} : { clauses: [...clauses] }),
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(({ fileId }) => fileId) }),
    ...(signature === null ? {} : { signature }),
    ...(hasMinutes ? { minutes: { heldOn, attendees: [...attendees], resolution: resolution.trim() } } : {}),
  };
  return Object.keys(record).length === 0 ? undefined : record;
}

/** The draft of a decision's papers, and the record it makes. */
export function useDecisionRecord(task: MyTask) {
  const [draft, setDraft] = useState(emptyDraft);
  return { draft, setDraft, record: recordOf(draft, task) };
}

interface RecordFieldsProps {
  readonly task: MyTask;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Clauses, minutes, attachments and the drawn signature, as far as the step wants them. */
export function RecordFields({ task, draft, onChange }: RecordFieldsProps) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const fail = (error: unknown) => message.error(errorText(error, locale));
  return (
    <div className="dx-record">
      {task.clauses.length === 0 ? null : (
        <div>
          <label htmlFor="clauses">{t('record.clauses')}</label>
          <Select
            id="clauses"
            mode="multiple"
            style={{ width: '100%' }}
            value={[...draft.clauses]}
            options={task.clauses.map((clause) => ({ value: clause, label: clause }))}
            onChange={(clauses: string[]) => onChange({ ...draft, clauses })}
          />
        </div>
      )}
      {task.meeting ? <Minutes draft={draft} onChange={onChange} /> : null}
      <Attachments draft={draft} onChange={onChange} onError={fail} />
      {task.signature === 'none' ? null : (
        <SignaturePad
          value={draft.signature}
          onChange={(signature) => onChange({ ...draft, signature })}
          onError={fail}
        />
      )}
    </div>
  );
}

function Minutes({ draft, onChange }: Omit<RecordFieldsProps, 'task'>) {
  const t = useMessages(approvalMessages);
  return (
    <>
      <div>
        <label htmlFor="held-on">{t('record.heldOn')}</label>
        <DatePicker
          id="held-on"
          style={{ width: '100%' }}
          value={draft.heldOn === null ? null : dayjs(draft.heldOn)}
          onChange={(day) => onChange({ ...draft, heldOn: day === null ? null : day.format('YYYY-MM-DD') })}
        />
      </div>
      <div>
        <label htmlFor="attendees">{t('record.attendees')}</label>
        <Select
          id="attendees"
          mode="tags"
          open={false}
          suffixIcon={null}
          style={{ width: '100%' }}
          placeholder={t('record.attendeesHint')}
          value={[...draft.attendees]}
          onChange={(attendees: string[]) => onChange({ ...draft, attendees })}
        />
      </div>
      <div>
        <label htmlFor="resolution">{t('record.resolution')}</label>
        <Input.TextArea
          id="resolution"
          rows={3}
          maxLength={4000}
          value={draft.resolution}
          onChange={(event) => onChange({ ...draft, resolution: event.target.value })}
        />
      </div>
    </>
  );
}

function Attachments({
  draft,
  onChange,
  onError,
}: Omit<RecordFieldsProps, 'task'> & { readonly onError: (error: unknown) => void }) {
  const t = useMessages(approvalMessages);
  const upload = useUploader();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const add = (file: File) => {
    setBusy(true);
    upload(file, { onProgress: () => undefined, signal: new AbortController().signal })
      .then(({ fileId, name }) => onChange({ ...draft, attachments: [...draft.attachments, { fileId, name }] }))
      .catch(onError)
      .finally(() => setBusy(false));
  };
  return (
    <div>
      {draft.attachments.map(({ fileId, name }) => (
        <p className="dx-note" key={fileId}>
          <PaperClipOutlined aria-hidden /> {name}{' '}
          <Button
            type="link"
            size="small"
            aria-label={t('record.remove', { name })}
            onClick={() =>
              onChange({ ...draft, attachments: draft.attachments.filter((one) => one.fileId !== fileId) })
            }
          >
            ×
          </Button>
        </p>
      ))}
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) add(file);
        }}
      />
      {draft.attachments.length >= 20 ? null : (
        <Button
          type="link"
          size="small"
          icon={<PaperClipOutlined />}
          loading={isBusy}
          onClick={() => input.current?.click()}
        >
          {t('record.add')}
        </Button>
      )}
    </div>
  );
}
