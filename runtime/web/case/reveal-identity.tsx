import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { routes } from '#core/contract';
import { deskMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

/** The whole identity number, for a reason that goes into the audit log (D20). */
export function RevealIdentity({ applicantId }: { readonly applicantId: string }) {
  const t = useMessages(deskMessages);
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reveal = useMutation({
    mutationFn: () => call(routes.revealIdentity, { params: { applicantId }, body: { reason: reason.trim() } }),
  });
  const close = () => {
    setOpen(false);
    setReason('');
    reveal.reset();
  };
  return (
    <>
      <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(true)}>
        {t('case.reveal')}
      </Button>
      <Modal
        open={isOpen}
        title={t('case.revealTitle')}
        okText={t('case.revealShow')}
        cancelText={t('decide.cancel')}
        okButtonProps={{ disabled: reason.trim() === '' || reveal.data !== undefined, loading: reveal.isPending }}
        onOk={() => reveal.mutate()}
        onCancel={close}
      >
        <p>{t('case.revealHelp')}</p>
        {reveal.data === undefined ? (
          <Input
            aria-label={t('case.revealReason')}
            placeholder={t('case.revealReason')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : (
          <p className="dx-revealed">{reveal.data.identityNumber}</p>
        )}
        {reveal.error === null ? null : <Alert type="error" showIcon title={errorText(reveal.error, locale)} />}
      </Modal>
    </>
  );
}
