import { App as AntApp } from 'antd';
import type { ReactNode } from 'react';

/**
 * Below this, `App.useApp()` says things in passing (“saved”). It brings dialogs and notices with it, so what an
 * applicant sees first stands outside.
 */
export function MessageHost({ children }: { readonly children: ReactNode }) {
  return (
    <AntApp component={false} message={{ maxCount: 2 }}>
      {children}
    </AntApp>
  );
}
