import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { FieldInfo } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { usePathState, useSurroundings, useTranslate } from '../session/hooks.js';
import { controls, hasControl } from './controls.js';
import { FieldFrame } from './field-frame.js';
import { newRowId } from './row-ids.js';
import { useControl } from './use-control.js';

/** One field of a row, framed like any other. */
function RowField({ info, path }: { readonly info: FieldInfo; readonly path: string }) {
  const bound = useControl(info, path);
  const Control = hasControl(info.component) ? controls[info.component] : undefined;
  return (
    <FieldFrame info={info} path={path}>
      {bound === undefined || Control === undefined ? null : <Control {...bound.props} />}
    </FieldFrame>
  );
}

function RowFields({ table, rowId }: { readonly table: FieldInfo; readonly rowId: string }) {
  return (
    <div className="dxf-fields">
      {table.columns.map((column) => (
        <RowField key={column.id} info={column} path={`${table.id}.${rowId}.${column.id}`} />
      ))}
    </div>
  );
}

/** A person, an enterprise, an address, a set of files: fields that make one answer. */
export function BlockField({ info }: { readonly info: FieldInfo }) {
  const { store } = useSurroundings();
  const [only] = store.engine.rowIds(info.id);
  return only === undefined ? null : (
    <fieldset className="dxf-block" aria-labelledby={`${store.prefix}-${info.id}-label`}>
      <RowFields table={info} rowId={only} />
    </fieldset>
  );
}

/** The same fields several times, each time in a card of its own. */
export function GroupField({ info }: { readonly info: FieldInfo }) {
  const { store, isReading } = useSurroundings();
  const t = useTranslate();
  const state = usePathState(info.id);
  if (state === undefined) return null;
  const rowIds = store.engine.rowIds(info.id);
  const canEdit = state.mode === 'edit' && !isReading;
  const most = state.limits.maxItems ?? 1000;
  const rowTitle = info.node['x-component-props']?.rowTitle ?? wordsOf(info, store.locale).title;
  const add = () => {
    const id = newRowId(rowIds);
    store.engine.addRow(info.id, id);
    const [first] = info.columns;
    if (first !== undefined) store.focus(`${info.id}.${id}.${first.id}`);
  };
  return (
    <div className="dxf-group">
      {rowIds.length === 0 ? <p className="dxf-table-empty">{t(canEdit ? 'group.empty' : 'empty')}</p> : null}
      {rowIds.map((rowId, index) => {
        const name = t('group.row', { title: rowTitle, n: index + 1 });
        return (
          <fieldset key={rowId} className="dxf-group-row" aria-label={name}>
            <div className="dxf-group-head">
              <strong>{name}</strong>
              {canEdit ? (
                <button
                  type="button"
                  className="dxf-icon-button"
                  aria-label={t('group.remove', { name })}
                  onClick={() => {
                    store.engine.removeRow(info.id, rowId);
                    store.touch(info.id);
                  }}
                >
                  <DeleteOutlined aria-hidden="true" />
                </button>
              ) : null}
            </div>
            <RowFields table={info} rowId={rowId} />
          </fieldset>
        );
      })}
      {!canEdit ? null : rowIds.length < most ? (
        <button type="button" id={`${store.prefix}-${info.id}`} className="dxf-add-row" onClick={add}>
          <PlusOutlined aria-hidden="true" /> {t('group.add', { title: rowTitle })}
        </button>
      ) : (
        <p className="dxf-below">{t('table.full', { n: most })}</p>
      )}
    </div>
  );
}
