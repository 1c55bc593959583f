import { Button, Dropdown } from 'antd';
import type { DecisionTable } from '#core/dmn';
import { designerDecisionMessages } from '#core/messages';
import { useMessages } from '#ui';
import { randomId } from '../../draft/use-selection.js';
import { duplicateRow, insertRow, maxRows, moveRow, removeRow } from '../../model/rules/table-edit.js';

interface RowMenuProps {
  readonly table: DecisionTable;
  readonly row: number;
  readonly onChange: (table: DecisionTable) => void;
}

/** A rule's number, and what can be done with the whole row. */
export function RowMenu({ table, row, onChange }: RowMenuProps) {
  const t = useMessages(designerDecisionMessages);
  const isFull = table.rules.length >= maxRows;
  const acts: Readonly<Record<string, () => DecisionTable>> = {
    above: () => insertRow(table, row, randomId),
    below: () => insertRow(table, row + 1, randomId),
    duplicate: () => duplicateRow(table, row, randomId),
    up: () => moveRow(table, row, -1),
    down: () => moveRow(table, row, 1),
    remove: () => removeRow(table, row),
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'above', label: t('row.above'), disabled: isFull },
          { key: 'below', label: t('row.below'), disabled: isFull },
          { key: 'duplicate', label: t('row.duplicate'), disabled: isFull },
          { key: 'up', label: t('row.up'), disabled: row === 0 },
          { key: 'down', label: t('row.down'), disabled: row === table.rules.length - 1 },
          { key: 'remove', label: t('row.remove'), danger: true },
        ],
        onClick: ({ key }) => {
          const act = acts[key];
          if (act !== undefined) onChange(act());
        },
      }}
    >
      <Button type="text" size="small" aria-label={t('table.rowMenu', { number: row + 1 })}>
        {row + 1}
      </Button>
    </Dropdown>
  );
}
