import { policyParts } from '#core/contract';
import { designerMessages } from '#core/messages';
import { clockText, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import type { PartStatus } from '../draft/draft-store.js';

/** The worst first: what needs a person, then what needs the network, then what takes a moment. */
const order: readonly PartStatus[] = ['conflict', 'refused', 'offline', 'saving', 'waiting', 'saved'];

/** “草稿 · 14:02 已保存” and whatever else may be the case. */
export function SavedState() {
  const t = useMessages(designerMessages);
  const { policy, snapshot } = useDraft();
  const statuses = policyParts.map((part) => snapshot.saves[part].status);
  const worst = order.find((status) => statuses.includes(status)) ?? 'saved';
  const state =
    policy.version === 0 ? t('state.draft') : t(`state.${policy.state}Version`, { version: policy.version });
  const saved = worst === 'saved' ? t('saved.at', { time: clockText(snapshot.savedAt) }) : t(`saved.${worst}`);
  return (
    <p className="ds-saved" data-status={worst} role="status">
      {`${state} · ${saved}`}
    </p>
  );
}
