import { useEffect } from 'react';

/** Names the page in the browser's tab and history (WCAG 2.4.2); what is not known yet is left out. */
export function usePageTitle(...parts: readonly (string | null | undefined)[]): void {
  const title = parts.filter(Boolean).join(' · ');
  useEffect(() => {
    if (title !== '') document.title = title;
  }, [title]);
}
