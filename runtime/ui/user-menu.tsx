import { lazy, Suspense } from 'react';
import { type UserMenuProps, userText } from './user-text.js';

// Menus and dialogs are a good part of antd; a page is drawn before they are there.
const UserDropdown = lazy(() => import('./user-dropdown.js').then((part) => ({ default: part.UserDropdown })));

/** Who one is, the entries one may use, language, text size, password, sign out. */
export function UserMenu(props: UserMenuProps) {
  return (
    <Suspense fallback={<span className="dx-user">{userText(props.me)}</span>}>
      <UserDropdown {...props} />
    </Suspense>
  );
}
