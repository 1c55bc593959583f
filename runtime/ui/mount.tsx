import './nonce.js';
import './tokens.css';
import './parts.css';
import './shell.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from '#client';
import { ErrorBoundary } from './error-boundary.js';
import { nonce } from './nonce.js';
import { usePreferences } from './preferences.js';
import { type Density, themeFor } from './theme.js';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // A refusal will be a refusal again; only a network that failed is worth another try.
      retry: (count, error) => count < 2 && error instanceof ApiError && error.code === 'OFFLINE',
    },
  },
});

function Providers({ density, children }: { density: Density; children: ReactNode }) {
  const { locale, isLarge } = usePreferences();
  return (
    <ConfigProvider
      theme={themeFor(density, isLarge)}
      locale={locale === 'zh-CN' ? zhCN : enUS}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queries}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

/** Starts a page in `#root`: theme, language, server state and the last line of defence against a broken part. */
export function mountApp(app: ReactNode, density: Density): void {
  document.documentElement.dataset.density = density;
  const root = document.getElementById('root');
  if (root === null) throw new Error('Expected the page to have a #root, but it has none');
  createRoot(root).render(
    <StrictMode>
      <Providers density={density}>{app}</Providers>
    </StrictMode>,
  );
}
