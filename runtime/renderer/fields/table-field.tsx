import { DeleteOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { type ClipboardEvent, memo, useCallback, useState } from 'react';
import { cellsOfTsv, type FieldInfo, pasteCells, type Row } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { usePathState, useStoreVersion, useSurroundings, useTranslate } from '../session/hooks.js';
import { controls, hasControl } from './controls.js';
import { ErrorLine } from './field-frame.js';
import { AnswerText, LockedValue } from './read-value.js';
import { newRowId } from './row-ids.js';
import { TableSums } from './table-sums.js';
import { TableTools } from './table-tools.js';
import { useControl } from './use-control.js';

/** Rows drawn at once: a table of a thousand rows opens as fast as one of fifty. */
const pageSize = 50;
const rowCeiling = 1000;

/** Rows of typed columns: a grid where there is room, a card for each row on a phone. Takes what is copied from spreadsheets. */
export function TableField({ info }: { readonly info: FieldInfo }) {
  const { store, isReading } = useSurroundings();
  const t = useTranslate();
  const state = usePathState(info.id);
  const [page, setPage] = usePage(info.id);
  const remove = useCallback(
    (id: string) => {
      store.engine.removeRow(info.id, id);
      store.touch(info.id);
    },
    [store, info.id],
  );
  if (state === undefined) return null;
  const rowIds = store.engine.rowIds(info.id);
  const pages = Math.max(1, Math.ceil(rowIds.length / pageSize));
  const current = Math.min(page, pages - 1);
  const canEdit = state.mode === 'edit' && !isReading;
  const columns = info.columns.filter(
    (column) =>
      rowIds.length === 0 ||
      rowIds.some((row) => store.engine.get(`${info.id}.${row}.${column.id}`)?.mode !== 'hidden'),
  );
  const most = state.limits.maxItems ?? rowCeiling;
  const rows = Array.isArray(state.value) ? (state.value as readonly Row[]) : [];
  const change = (next: readonly Row[]) => store.set(info.id, next.length === 0 ? undefined : next);
  const add = () => {
    const id = newRowId(rowIds);
    store.engine.addRow(info.id, id);
    const [first] = columns;
    if (first !== undefined) store.focus(`${info.id}.${id}.${first.id}`);
  };
  const paste = (event: ClipboardEvent) => {
    const cells = cellsOfTsv(event.clipboardData.getData('text/plain'));
    const [, rowId, columnId = ''] = (event.target as Element).closest('td')?.dataset.path?.split('.') ?? [];
    // One cell is pasted as into any input.
    if (rowId === undefined || (cells.length < 2 && (cells[0]?.length ?? 0) < 2)) return;
    event.preventDefault();
    const taken = [...rowIds];
    const newId = () => {
      const id = newRowId(taken);
      taken.push(id);
      return id;
    };
    change(pasteCells(info, rows, { row: rowIds.indexOf(rowId), columnId }, cells, { most, newId }));
  };
  const tableId = `${store.prefix}-${info.id}`;
  return (
    <div className="dxf-table" data-rows={rowIds.length} onPaste={canEdit ? paste : undefined}>
      {rowIds.length === 0 ? (
        <p className="dxf-table-empty">{t(canEdit ? 'table.empty' : 'empty')}</p>
      ) : (
        <table aria-labelledby={`${tableId}-label`} aria-rowcount={rowIds.length + 1}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" data-component={column.component}>
                  {wordsOf(column, store.locale).title}
                  {canEdit && column.node.required ? <small>{t('required')}</small> : null}
                </th>
              ))}
              {canEdit ? (
                <th scope="col" className="dxf-table-act">
                  <span className="dxf-hidden">{t('table.actions')}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rowIds.slice(current * pageSize, (current + 1) * pageSize).map((rowId, index) => (
              <TableRow
                key={rowId}
                table={info}
                columns={columns}
                rowId={rowId}
                number={current * pageSize + index + 1}
                onRemove={canEdit ? remove : undefined}
              />
            ))}
          </tbody>
          <TableSums table={info} columns={columns} rows={rows} hasActs={canEdit} locale={store.locale} />
        </table>
      )}
      {pages === 1 ? null : <Pager page={current} pages={pages} rows={rowIds.length} onPage={setPage} />}
      {!canEdit ? null : rowIds.length < most ? (
        <button type="button" id={tableId} className="dxf-add-row" onClick={add}>
          <PlusOutlined aria-hidden="true" /> {t('table.add')}
        </button>
      ) : (
        <p className="dxf-below">{t('table.full', { n: most })}</p>
      )}
      {canEdit ? <TableTools table={info} rows={rows} most={most} onImport={change} /> : null}
    </div>
  );
}

/** The page shown; one that holds the cell which is to get the focus comes to the front. */
function usePage(tableId: string): readonly [number, (page: number) => void] {
  const { store } = useSurroundings();
  const [page, setPage] = useState(0);
  useStoreVersion(store);
  const [wantedTable, wantedRow = ''] = store.pendingFocus?.split('.') ?? [];
  if (wantedTable === tableId && wantedRow !== '') {
    const index = store.engine.rowIds(tableId).indexOf(wantedRow);
    const wanted = Math.floor(index / pageSize);
    if (index >= 0 && wanted !== page) setPage(wanted);
  }
  return [page, setPage];
}

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly rows: number;
  readonly onPage: (page: number) => void;
}
function Pager({ page, pages, rows, onPage }: PagerProps) {
  const t = useTranslate();
  const last = Math.min(rows, (page + 1) * pageSize);
  return (
    <nav className="dxf-pager" aria-label={t('table.pages')}>
      <button
        type="button"
        className="dxf-icon-button"
        aria-label={t('table.pageBefore')}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <LeftOutlined aria-hidden="true" />
      </button>
      <span>{t('table.pageRows', { from: page * pageSize + 1, to: last, n: rows })}</span>
      <button
        type="button"
        className="dxf-icon-button"
        aria-label={t('table.pageAfter')}
        disabled={page === pages - 1}
        onClick={() => onPage(page + 1)}
      >
        <RightOutlined aria-hidden="true" />
      </button>
    </nav>
  );
}

interface TableRowProps {
  readonly table: FieldInfo;
  readonly columns: readonly FieldInfo[];
  readonly rowId: string;
  readonly number: number;
  readonly onRemove: ((rowId: string) => void) | undefined;
}

function TableRow({ table, columns, rowId, number, onRemove }: TableRowProps) {
  const t = useTranslate();
  return (
    <tr data-title={t('table.row', { n: number })} aria-rowindex={number + 1}>
      {columns.map((column) => (
        <TableCell key={column.id} info={column} path={`${table.id}.${rowId}.${column.id}`} />
      ))}
      {onRemove === undefined ? null : (
        <td className="dxf-table-act">
          <button
            type="button"
            className="dxf-icon-button"
            aria-label={t('table.remove', { n: number })}
            onClick={() => onRemove(rowId)}
          >
            <DeleteOutlined aria-hidden="true" />
          </button>
        </td>
      )}
    </tr>
  );
}

const TableCell = memo(function TableCell({ info, path }: { readonly info: FieldInfo; readonly path: string }) {
  const { isReading } = useSurroundings();
  const bound = useControl(info, path);
  if (bound === undefined || !bound.props.state.visible) return <td data-hidden="true" />;
  const { props, issue, errorId } = bound;
  const { id, labelId, state, locale, t } = props;
  const Control = hasControl(info.component) ? controls[info.component] : undefined;
  const { title } = wordsOf(info, locale);
  return (
    <td data-invalid={props.isInvalid || undefined} data-component={info.component} data-path={path}>
      {isReading ? (
        <>
          <span className="dxf-cell-label">{title}</span>
          <AnswerText info={info} value={state.value} locale={locale} t={t} />
        </>
      ) : (
        <>
          <label id={labelId} htmlFor={info.component === 'YesNo' ? undefined : id} className="dxf-cell-label">
            {title}
          </label>
          {state.mode === 'edit' && Control !== undefined ? (
            <Control {...props} />
          ) : (
            <LockedValue
              info={info}
              value={state.value}
              locale={locale}
              t={t}
              id={id}
              labelId={labelId}
              lock={state.lock}
              describedBy={props.describedBy}
            />
          )}
        </>
      )}
      {issue === undefined || isReading ? null : <ErrorLine id={errorId} issue={issue} info={info} locale={locale} />}
    </td>
  );
});
