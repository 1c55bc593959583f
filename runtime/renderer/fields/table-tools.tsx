import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { type FieldInfo, type Row, rowsFromCells, sheetOfRows } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { useSurroundings, useTranslate } from '../session/hooks.js';
import { newRowId } from './row-ids.js';

const largest = 5 * 1024 * 1024;

interface TableToolsProps {
  readonly table: FieldInfo;
  readonly rows: readonly Row[];
  /** Most rows the table takes. */
  readonly most: number;
  readonly onImport: (rows: readonly Row[]) => void;
}

/** Rows come from a spreadsheet and go into one; what reads and writes them is loaded when it is first needed. */
export function TableTools({ table, rows, most, onImport }: TableToolsProps) {
  const { store } = useSurroundings();
  const t = useTranslate();
  const [message, setMessage] = useState<string>();
  const title = wordsOf(table, store.locale).title;
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setMessage(undefined);
    if (file.size > largest) {
      setMessage(t('table.importTooBig'));
      return;
    }
    try {
      const { readCells } = await import('../sheet/xlsx.js');
      const taken = rows.map((row) => row.id);
      const read = rowsFromCells(table, await readCells(file), () => {
        const id = newRowId(taken);
        taken.push(id);
        return id;
      });
      const room = Math.max(0, most - rows.length);
      onImport([...rows, ...read.slice(0, room)]);
      setMessage(
        read.length > room
          ? t('table.importedSome', { n: room, left: read.length - room })
          : t('table.imported', { n: read.length }),
      );
    } catch {
      setMessage(t('table.importFailed'));
    }
  };
  const save = async () => {
    const { downloadSheet } = await import('../sheet/xlsx.js');
    await downloadSheet(title, sheetOfRows(table, rows, store.locale));
  };
  return (
    <div className="dxf-table-tools">
      <label className="dxf-tool">
        <UploadOutlined aria-hidden="true" /> {t('table.import')}
        <input
          type="file"
          accept=".xlsx"
          aria-label={t('table.importInto', { title })}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      <button type="button" className="dxf-tool" onClick={() => void save()}>
        <DownloadOutlined aria-hidden="true" /> {t(rows.length === 0 ? 'table.template' : 'table.export')}
      </button>
      <span role="status">{message}</span>
    </div>
  );
}
