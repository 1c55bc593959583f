import { designerDecisionMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FeelText } from '../../feel-editor/feel-text.js';
import type { CellPlace } from '../../model/rules/table-edit.js';
import type { GridColumn } from './columns.js';

interface GridCellProps {
  readonly place: CellPlace;
  readonly column: GridColumn;
  readonly text: string;
  readonly names: readonly string[];
  readonly problem: string | undefined;
  readonly isActive: boolean;
  readonly isInRange: boolean;
  readonly onFocus: () => void;
  readonly onEdit: () => void;
}

/** A cell as it is read; only the active one is in the order of tabs. */
export function GridCell(props: GridCellProps) {
  const { place, column, text, names, problem, isActive, isInRange, onFocus, onEdit } = props;
  const t = useMessages(designerDecisionMessages);
  const isAny = column.isTests && (text.trim() === '' || text.trim() === '-');
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid takes the focus
      role="gridcell"
      className="ds-grid-cell"
      data-cell={`${place.row}.${place.column}`}
      data-kind={column.kind}
      data-range={isInRange}
      tabIndex={isActive ? 0 : -1}
      aria-invalid={problem !== undefined}
      title={problem}
      onFocus={onFocus}
      onDoubleClick={onEdit}
    >
      {isAny ? (
        <span className="ds-grid-any">{t('table.any')}</span>
      ) : column.kind === 'note' ? (
        text
      ) : (
        <FeelText source={text} names={names} />
      )}
    </td>
  );
}
