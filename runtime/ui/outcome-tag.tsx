import type { ScreeningRow } from '#core/contract';
import { screeningMessages } from '#core/messages';
import { useMessages } from './preferences.js';
import { Tag, type Tone } from './tag.js';

const tones: Readonly<Record<ScreeningRow['outcome'], Tone>> = {
  hit: 'success',
  near: 'warning',
  open: 'primary',
  miss: 'neutral',
};

/** What screening a firm came to. */
export function OutcomeTag({ outcome }: { readonly outcome: ScreeningRow['outcome'] }) {
  const t = useMessages(screeningMessages);
  return <Tag tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Tag>;
}
