import { App } from 'antd';
import { useEffect } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { MessageHost } from '#ui';

/** What the page before wants said here, because it stands outside the host of messages: `navigate(to, { state })`. */
export interface SaidBefore {
  readonly said: string;
}

/** Pages of the portal that tell what was done; the first one and filling in stand outside, to be there sooner. */
export function PagesWithMessages() {
  return (
    <MessageHost>
      <SayWhatWasDone />
      <Outlet />
    </MessageHost>
  );
}

function SayWhatWasDone() {
  const { message } = App.useApp();
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  const said = (state as SaidBefore | null)?.said;
  useEffect(() => {
    if (said === undefined) return;
    message.success(said);
    // Once: going back and forth or reloading does not say it again.
    navigate(pathname, { replace: true, state: null });
  }, [said, pathname, message, navigate]);
  return null;
}
