import { Modal } from 'antd';
import type { Me } from '#core/contract';
import { uiMessages } from '#core/messages';
import { useMessages } from './preferences.js';
import { SignInForm } from './sign-in-form.js';

/** The sign-in of whose session has ended, over the page. */
export function SignInDialog({ me }: { readonly me: Me }) {
  const t = useMessages(uiMessages);
  return (
    <Modal open closable={false} footer={null} title={t('signIn.title')} keyboard={false} mask={{ closable: false }}>
      <p style={{ marginBottom: 16 }}>{t('signIn.again')}</p>
      <SignInForm tenantSlug={me.tenant.slug} login={me.login} />
    </Modal>
  );
}
