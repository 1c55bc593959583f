import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { nameOf, type Option } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { relabel } from '../../model/form/options.js';
import { usagesOf } from '../../model/usage.js';
import { DraftInput } from '../../parts/draft-input.js';
import { PaneGroup } from '../../parts/field-row.js';
import type { PaneProps } from './properties.js';

/** The options of a choice, one a line. */
export function OptionsEditor({ id, node, commands }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const { doc, flow, names } = useDraft();
  const options = node.enum ?? [];
  const set = (next: readonly Option[], key: string) =>
    commands.update(id, (before) => ({ ...before, enum: next }), `enum.${key}`);
  // Rules compare with the value; it follows the label only as long as nothing can rest on it.
  const isUsed = () => usagesOf(doc, { id, name: nameOf(id, node) }, flow?.definition, names).length > 0;
  return (
    <PaneGroup title={t('options.title')}>
      <ul className="ds-options">
        {options.map((option, index) => (
          <li className="ds-line" key={option.value}>
            <DraftInput
              label={t('options.label', { number: index + 1 })}
              value={option.label}
              maxLength={120}
              onCommit={(label) =>
                label.trim() !== '' && set(relabel(options, index, label.trim(), isUsed()), `label-${index}`)
              }
            />
            <Button
              type="text"
              size="small"
              disabled={index === 0}
              aria-label={t('options.up', { label: option.label })}
              icon={<ArrowUpOutlined aria-hidden />}
              onClick={() => {
                const above = options[index - 1];
                if (above !== undefined) set(options.with(index - 1, option).with(index, above), `up-${index}`);
              }}
            />
            <Button
              type="text"
              size="small"
              aria-label={t('options.remove', { label: option.label })}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => set(options.toSpliced(index, 1), `remove-${option.value}`)}
            />
          </li>
        ))}
      </ul>
      <Button
        type="link"
        size="small"
        className="ds-add"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => {
          const label = freeLabel(options, (number) => t('options.new', { number }));
          set([...options, { label, value: label }], `add-${options.length}`);
        }}
      >
        {t('options.add')}
      </Button>
    </PaneGroup>
  );
}

function freeLabel(options: readonly Option[], make: (number: number) => string): string {
  for (let number = options.length + 1; ; number += 1) {
    const label = make(number);
    if (!options.some((option) => option.value === label || option.label === label)) return label;
  }
}
