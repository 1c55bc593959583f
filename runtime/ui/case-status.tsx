import type { CaseRow } from '#core/contract';
import { uiMessages } from '#core/messages';
import { useMessages } from './preferences.js';
import { Tag, type Tone } from './tag.js';

const tones: Record<CaseRow['status'], Tone> = {
  'in-progress': 'primary',
  correction: 'warning',
  completed: 'success',
  refused: 'error',
  'acceptance-refused': 'error',
  withdrawn: 'neutral',
  terminated: 'neutral',
};

export function CaseStatus({ status }: { readonly status: CaseRow['status'] }) {
  const t = useMessages(uiMessages);
  return <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>;
}
