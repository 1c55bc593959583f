import { fieldTypes } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { FieldTypeIcon } from '#renderer';
import { EmptyState, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { childEntries, entriesOf, type NodeEntry } from '../model/form/tree.js';

interface OutlineProps {
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** Everything in the form as a tree: where one is, and the quickest way to anywhere else. */
export function Outline({ selected, onSelect }: OutlineProps) {
  const t = useMessages(designerFormMessages);
  const { doc, problems } = useDraft();
  const wrong = new Set(
    problems.filter((one) => one.part === 'form' && one.severity === 'error').map((one) => one.place.split('.').at(-1)),
  );
  const branch = (entries: readonly NodeEntry[]) => (
    <ul>
      {entries.map(([id, node]) => {
        const inside = childEntries(node);
        return (
          <li key={id}>
            <button
              type="button"
              aria-current={id === selected || undefined}
              data-severity={wrong.has(id) ? 'error' : undefined}
              onClick={() => onSelect(id)}
            >
              <FieldTypeIcon component={node['x-component']} />
              <span>{node.title || fieldTypes[node['x-component']].label['zh-CN']}</span>
              {wrong.has(id) ? <small>{t('outline.wrong')}</small> : null}
            </button>
            {inside.length === 0 ? null : branch(inside)}
          </li>
        );
      })}
    </ul>
  );
  const entries = entriesOf(doc.form, null);
  return entries.length === 0 ? (
    <EmptyState title={t('outline.empty')} />
  ) : (
    <nav className="ds-outline" aria-label={t('side.outline')}>
      {branch(entries)}
    </nav>
  );
}
