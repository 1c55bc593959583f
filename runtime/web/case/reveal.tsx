import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { deskMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

/** A number in full, with what it is. */
export interface RevealedNumber {
  readonly label: string;
  readonly value: string;
}

interface RevealProps {
  /** What the button offers. */
  readonly label: string;
  /** Fetches the numbers; the server writes the reason into the audit log (D20). */
  readonly reveal: (reason: string) => Promise<readonly RevealedNumber[]>;
}

/** Shows numbers in full, for a reason that goes into the audit log. */
export function Reveal({ label, reveal }: RevealProps) {
  const t = useMessages(deskMessages);
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const view = useMutation({ mutationFn: () => reveal(reason.trim()) });
  const close = () => {
    setOpen(false);
    setReason('');
    view.reset();
  };
  return (
    <>
      <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={isOpen}
        title={label}
        okText={t('case.revealShow')}
        cancelText={t('decide.cancel')}
        okButtonProps={{ disabled: reason.trim() === '' || view.data !== undefined, loading: view.isPending }}
        onOk={() => view.mutate()}
        onCancel={close}
      >
        <p>{t('case.revealHelp')}</p>
        {view.data === undefined ? (
          <Input
            aria-label={t('case.revealReason')}
            placeholder={t('case.revealReason')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : (
          view.data.map((number) => (
            <p key={number.label}>
              {number.label} <span className="dx-revealed">{number.value}</span>
            </p>
          ))
        )}
        {view.error === null ? null : <Alert type="error" showIcon title={errorText(view.error, locale)} />}
      </Modal>
    </>
  );
}
