import { DownOutlined } from '@ant-design/icons';
import { Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { call, session } from '#client';
import { type Permission, routes } from '#core/contract';
import { uiMessages } from '#core/messages';
import { ChangePassword } from './change-password.js';
import { MessageHost } from './message-host.js';
import { setPreferences, useMessages, usePreferences } from './preferences.js';
import { may } from './use-session.js';
import { type UserMenuProps, userText } from './user-text.js';

const entries: readonly {
  readonly href: string;
  readonly key: 'window' | 'desk' | 'designer' | 'admin';
  readonly needs: readonly Permission[];
}[] = [
  { href: '/window', key: 'window', needs: ['case.file-on-behalf'] },
  { href: '/desk', key: 'desk', needs: ['task.decide', 'case.supervise'] },
  { href: '/designer', key: 'designer', needs: ['policy.design'] },
  { href: '/desk/admin', key: 'admin', needs: ['account.manage', 'unit.manage', 'audit.read', 'tenant.manage'] },
];

/** Who one is, the entries one may use, language, text size, password, sign out. */
export function UserDropdown({ me, home = '/' }: UserMenuProps) {
  const t = useMessages(uiMessages);
  const { locale, isLarge } = usePreferences();
  const [isChanging, setChanging] = useState(false);
  const signOut = async () => {
    await session.signOut();
    location.assign(home);
  };
  const signOutEverywhere = async () => {
    await call(routes.signOutEverywhere);
    await signOut();
  };
  const open = entries.filter(({ needs }) => may(me, ...needs));
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...open.map(({ href, key }) => ({ key, label: <a href={href}>{t(`entry.${key}`)}</a> })),
            ...(open.length === 0 ? [] : [{ type: 'divider' as const }]),
            {
              key: 'locale',
              label: t('otherLanguageName'),
              onClick: () => setPreferences({ locale: locale === 'zh-CN' ? 'en-US' : 'zh-CN' }),
            },
            {
              key: 'large',
              label: isLarge ? t('largeOff') : t('large'),
              onClick: () => setPreferences({ isLarge: !isLarge }),
            },
            { key: 'password', label: t('account.changePassword'), onClick: () => setChanging(true) },
            { key: 'everywhere', label: t('account.signOutEverywhere'), onClick: () => void signOutEverywhere() },
            { key: 'out', label: t('account.signOut'), onClick: () => void signOut() },
          ],
        }}
      >
        <button type="button" className="dx-user">
          <span>{userText(me)}</span>
          <DownOutlined aria-hidden />
        </button>
      </Dropdown>
      <MessageHost>
        <Modal
          open={isChanging}
          onCancel={() => setChanging(false)}
          footer={null}
          title={t('password.title')}
          destroyOnHidden
        >
          <ChangePassword onDone={() => setChanging(false)} />
        </Modal>
      </MessageHost>
    </>
  );
}
