import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { memo } from 'react';
import type { FieldInfo } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { usePathState, useSurroundings, useTranslate } from '../session/hooks.js';
import { controls } from './controls.js';
import { ErrorLine } from './field-frame.js';
import { AnswerText, LockedValue } from './read-value.js';
import { useControl } from './use-control.js';

/** Ids need only differ within their table; they never leave their place (D10). */
const newRowId = (taken: readonly string[]): string => {
  let id = '';
  do id = `r${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36)}`;
  while (taken.includes(id));
  return id;
};

/** Rows of typed columns: a grid where there is room, a card for each row on a phone. */
export function TableField({ info }: { readonly info: FieldInfo }) {
  const { store, isReading } = useSurroundings();
  const t = useTranslate();
  const state = usePathState(info.id);
  if (state === undefined) return null;
  const rowIds = store.engine.rowIds(info.id);
  const canEdit = state.mode === 'edit' && !isReading;
  const columns = info.columns.filter(
    (column) =>
      rowIds.length === 0 ||
      rowIds.some((row) => store.engine.get(`${info.id}.${row}.${column.id}`)?.mode !== 'hidden'),
  );
  const max = info.node['x-limits']?.maxItems ?? 1000;
  const add = () => {
    const id = newRowId(rowIds);
    store.engine.addRow(info.id, id);
    const [first] = columns;
    if (first !== undefined) store.focus(`${info.id}.${id}.${first.id}`);
  };
  const remove = (id: string) => {
    store.engine.removeRow(info.id, id);
    store.touch(info.id);
  };
  const tableId = `${store.prefix}-${info.id}`;
  return (
    <div className="dxf-table" data-rows={rowIds.length}>
      {rowIds.length === 0 ? (
        <p className="dxf-table-empty">{t(canEdit ? 'table.empty' : 'empty')}</p>
      ) : (
        <table aria-labelledby={`${tableId}-label`}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col">
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
            {rowIds.map((rowId, index) => (
              <TableRow
                key={rowId}
                table={info}
                columns={columns}
                rowId={rowId}
                number={index + 1}
                onRemove={canEdit ? remove : undefined}
              />
            ))}
          </tbody>
        </table>
      )}
      {!canEdit ? null : rowIds.length < max ? (
        <button type="button" id={tableId} className="dxf-add-row" onClick={add}>
          <PlusOutlined aria-hidden="true" /> {t('table.add')}
        </button>
      ) : (
        <p className="dxf-below">{t('table.full', { n: max })}</p>
      )}
    </div>
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
    <tr data-title={t('table.row', { n: number })}>
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
  const Control = controls[info.component as keyof typeof controls];
  const { title } = wordsOf(info, locale);
  return (
    <td data-invalid={props.isInvalid || undefined} data-component={info.component}>
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
          {state.mode === 'edit' ? (
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
