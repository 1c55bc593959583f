import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { uiMessages } from '#core/messages';
import { errorText, requestIdOf } from './error-text.js';
import { useLocale, useMessages } from './preferences.js';

/** What will stand here, and what to do. */
export function EmptyState({
  title,
  help,
  action,
}: {
  readonly title: string;
  readonly help?: string;
  readonly action?: ReactNode;
}) {
  return (
    <div className="dx-empty">
      <strong>{title}</strong>
      {help === undefined ? null : <p>{help}</p>}
      {action}
    </div>
  );
}

/** A part that did not load: the cause, and a way to try again. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const requestId = requestIdOf(error);
  return (
    <div className="dx-empty" role="alert">
      <strong>{t('failed.title')}</strong>
      <p>
        {errorText(error, locale)}
        {requestId === undefined ? null : ` · ${t('requestId', { id: requestId })}`}
      </p>
      {onRetry === undefined ? null : <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}

/** Skeleton rows in the final shape; they appear only when loading takes longer than 200 ms (look.md). */
export function LoadingRows({ rows = 4 }: { readonly rows?: number }) {
  const t = useMessages(uiMessages);
  return (
    <div className="dx-rows dx-appear" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
        <div className="dx-panel" key={row} aria-hidden>
          <Skeleton title={{ width: '30%' }} paragraph={{ rows: 2, width: ['60%', '40%'] }} active />
        </div>
      ))}
    </div>
  );
}

/** The same for a page that is not there yet, with the margins a page has. */
export function LoadingPage() {
  return (
    <div className="dx-loading-page">
      <LoadingRows rows={2} />
    </div>
  );
}

interface QueryLike<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

/** Shows a query: its skeleton, its failure with a retry, or its data. Old data stays while it is fetched anew. */
export function Loaded<T>({
  query,
  rows,
  children,
}: {
  readonly query: QueryLike<T>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) return <LoadingRows rows={rows ?? 4} />;
  return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
}
