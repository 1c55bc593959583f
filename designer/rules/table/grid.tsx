import { SettingOutlined } from '@ant-design/icons';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type DecisionProblem, type DecisionTable, decisionProblemText } from '#core/dmn';
import { type FeelType, namesIn } from '#core/feel';
import { designerDecisionMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { randomId } from '../../draft/use-selection.js';
import { preloadEditor } from '../../feel-editor/feel-editor.js';
import type { RuleVariable } from '../../model/condition/condition.js';
import { type CellPlace, cellAt, insertRow, moveRow, setCell } from '../../model/rules/table-edit.js';
import { toTsv } from '../../model/rules/tsv.js';
import { CellEditor } from './cell-editor.js';
import type { GridColumn } from './columns.js';
import { GridCell } from './grid-cell.js';
import { movedBy, neighbour, rangeOf, samePlace } from './grid-keys.js';
import { partOfPlace } from './problem-place.js';
import { RowMenu } from './row-menu.js';

export interface GridHandle {
  focus(place: CellPlace): void;
}

interface GridProps {
  readonly label: string;
  readonly table: DecisionTable;
  readonly columns: readonly GridColumn[];
  readonly variables: readonly RuleVariable[];
  readonly types: Readonly<Record<string, FeelType>>;
  readonly problems: readonly DecisionProblem[];
  /** Ids of rules that match in the trial. */
  readonly matched: ReadonlySet<string>;
  readonly openColumn: number | null;
  readonly onOpenColumn: (column: number | null) => void;
  /** What was typed into a column, as FEEL. */
  readonly convert: (text: string, column: number) => string;
  readonly onPaste: (at: CellPlace, text: string) => void;
  readonly onChange: (table: DecisionTable, mergeKey?: string) => void;
  readonly ref?: Ref<GridHandle>;
}

interface Editing extends CellPlace {
  readonly text: string;
}

/** The rules, moved through and changed by keyboard like a spreadsheet. One cell at a time holds an editor. */
export function Grid(props: GridProps) {
  const { label, table, columns, types, problems, matched, openColumn, onOpenColumn, convert, onPaste, onChange } =
    props;
  const t = useMessages(designerDecisionMessages);
  const locale = useLocale();
  const host = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<CellPlace>(active);
  const [editing, setEditing] = useState<Editing | null>(null);
  const wantsFocus = useRef(false);
  const names = useMemo(() => namesIn(types), [types]);
  const size = { rows: table.rules.length, columns: columns.length };
  useEffect(preloadEditor, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each step the cell that is active now takes the focus, if keys led there
  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return;
    wantsFocus.current = false;
    host.current?.querySelector<HTMLElement>(`[data-cell="${active.row}.${active.column}"]`)?.focus();
  }, [active, editing, table]);
  const go = (place: CellPlace, isRange = false) => {
    wantsFocus.current = true;
    setActive(place);
    if (!isRange) setAnchor(place);
  };
  useImperativeHandle(props.ref, () => ({ focus: (place) => go(place) }));
  const edit = (place: CellPlace, text = cellAt(table, place)) => {
    setActive(place);
    setAnchor(place);
    setEditing({ ...place, text });
  };
  const keep = (place: CellPlace, text: string) => {
    if (text !== cellAt(table, place)) onChange(setCell(table, place, text), `cell.${place.row}.${place.column}`);
  };
  /** Ends editing: what was typed as FEEL, and the cell that comes next. */
  const finish = (text: string, leave: 'stay' | 'down' | 'next' | 'before' | 'blur') => {
    if (editing === null) return;
    const place = { row: editing.row, column: editing.column };
    const next = setCell(table, place, convert(text, place.column));
    const isPastEnd = leave === 'next' && neighbour(place, 1, size) === undefined;
    const isChanged = cellAt(next, place) !== cellAt(table, place);
    if (isPastEnd) onChange(insertRow(next, next.rules.length, randomId));
    else if (isChanged) onChange(next, `cell.${place.row}.${place.column}`);
    setEditing(null);
    if (leave === 'blur') return;
    const below = { row: Math.min(size.rows - 1, place.row + 1), column: place.column };
    const aside = isPastEnd ? { row: size.rows, column: 0 } : neighbour(place, leave === 'before' ? -1 : 1, size);
    go(leave === 'down' ? below : leave === 'stay' ? place : (aside ?? place));
  };
  const range = rangeOf(anchor, active);
  const clear = () => {
    let next = table;
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = range.left; column <= range.right; column += 1) next = setCell(next, { row, column }, '');
    }
    onChange(next);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const { key } = event;
    if (editing !== null || !(event.target instanceof HTMLElement) || event.target.dataset.cell === undefined) return;
    if (event.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault();
      const by = key === 'ArrowUp' ? -1 : 1;
      const to = active.row + by;
      if (to < 0 || to >= size.rows) return;
      onChange(moveRow(table, active.row, by));
      go({ row: to, column: active.column });
      return;
    }
    const next = movedBy(event, active, size);
    if (next !== undefined) {
      event.preventDefault();
      go(next, event.shiftKey);
    } else if (key === 'Enter' || key === 'F2') {
      event.preventDefault();
      edit(active);
    } else if (key === 'Delete' || key === 'Backspace') {
      event.preventDefault();
      clear();
    } else if (key === 'Process') {
      // An input method begins: its text goes to the editor that stands here by then.
      flushSync(() => edit(active, ''));
    } else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      // `?` and the like mean text here.
      event.stopPropagation();
      edit(active, key);
    }
  };
  const onCopy = (event: React.ClipboardEvent) => {
    if (editing !== null) return;
    event.preventDefault();
    const rows = Array.from({ length: range.bottom - range.top + 1 }, (_, down) =>
      Array.from({ length: range.right - range.left + 1 }, (_, right) =>
        cellAt(table, { row: range.top + down, column: range.left + right }),
      ),
    );
    event.clipboardData.setData('text/plain', toTsv(rows));
  };
  const problemOf = (place: CellPlace) => {
    const part = partOfPlace(place, table);
    const found = problems.find((one) => one.part === part);
    return found === undefined ? undefined : decisionProblemText(found, locale);
  };
  return (
    <div className="ds-grid-scroll">
      <table
        ref={host}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of cells that are moved through by keys
        role="grid"
        aria-label={label}
        className="ds-grid"
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onPaste={(event) => {
          if (editing !== null) return;
          event.preventDefault();
          onPaste({ row: range.top, column: range.left }, event.clipboardData.getData('text/plain'));
        }}
      >
        <thead>
          <tr>
            <th className="ds-grid-number" scope="col">
              <span title={t(`hit.${table.hitPolicy}`)}>{table.hitPolicy}</span>
            </th>
            {columns.map((column, index) => (
              <th key={column.id} scope="col" data-kind={column.kind}>
                {column.kind === 'note' ? (
                  column.title
                ) : (
                  <button
                    type="button"
                    className="ds-grid-head"
                    aria-expanded={openColumn === index}
                    aria-label={t('column.edit', { title: column.title })}
                    onClick={() => onOpenColumn(openColumn === index ? null : index)}
                  >
                    <span>{column.title}</span>
                    <SettingOutlined aria-hidden />
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rules.map((rule, row) => (
            <tr key={rule.id} data-matched={matched.has(rule.id)}>
              <th scope="row" className="ds-grid-number">
                <RowMenu table={table} row={row} onChange={onChange} />
              </th>
              {columns.map((column, index) => {
                const place = { row, column: index };
                const isActive = samePlace(place, active);
                if (editing !== null && samePlace(place, editing)) {
                  return (
                    <td key={column.id} className="ds-grid-cell" data-editing>
                      <CellEditor
                        label={t('table.cell', { row: row + 1, column: column.title })}
                        column={column}
                        begin={editing.text}
                        stored={cellAt(table, place)}
                        variables={props.variables}
                        types={types}
                        onKeep={(text) => keep(place, text)}
                        onFinish={finish}
                      />
                    </td>
                  );
                }
                return (
                  <GridCell
                    key={column.id}
                    place={place}
                    column={column}
                    text={cellAt(table, place)}
                    names={names}
                    problem={problemOf(place)}
                    isActive={isActive}
                    isInRange={isInRange(place, range) && !samePlace(anchor, active)}
                    onFocus={() => {
                      if (!isActive) {
                        setActive(place);
                        setAnchor(place);
                      }
                    }}
                    onEdit={() => edit(place)}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isInRange = ({ row, column }: CellPlace, { top, bottom, left, right }: ReturnType<typeof rangeOf>): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;
