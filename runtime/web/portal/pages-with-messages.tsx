import { Outlet } from 'react-router';
import { MessageHost } from '#ui';

/** Every page of the portal but the first: they tell what was done. */
export function PagesWithMessages() {
  return (
    <MessageHost>
      <Outlet />
    </MessageHost>
  );
}
