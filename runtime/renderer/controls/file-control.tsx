import {
  CameraOutlined,
  CloseOutlined,
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  ReloadOutlined,
} from '@ant-design/icons';
import { useSyncExternalStore } from 'react';
import { type FileAnswer, issueText } from '#core/form';
import { useSurroundings } from '../session/hooks.js';
import type { Upload } from '../session/uploads.js';
import type { ControlProps } from './control.js';

const largest = 50 * 1024 * 1024;
const images = ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.gif', '.bmp'];

function sizeText(bytes: number): string {
  if (bytes < 1024 * 100) return `${Math.max(0.1, Math.round(bytes / 102.4) / 10)} KB`;
  return `${Math.round(bytes / 104_857.6) / 10} MB`;
}
const endingOf = (name: string): string => /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? '';

function FileIcon({ name }: { readonly name: string }) {
  const ending = endingOf(name);
  if (ending === '.pdf') return <FilePdfOutlined aria-hidden="true" />;
  return images.includes(ending) ? <FileImageOutlined aria-hidden="true" /> : <FileOutlined aria-hidden="true" />;
}

/** What is taken, in words: “PDF 或照片，每份不超过 50 MB”. */
export function fileRule({ state, t, locale }: Pick<ControlProps, 'state' | 't' | 'locale'>): string {
  const { accept = [], maxBytes = largest, maxItems } = state.limits;
  const kinds = new Set(accept.map((ending) => (images.includes(ending) ? 'image' : ending.slice(1).toUpperCase())));
  const size = Math.round((maxBytes / 1_048_576) * 10) / 10;
  const names =
    kinds.size === 2 && kinds.has('PDF') && kinds.has('image')
      ? t('pdf.photo')
      : [...kinds]
          .map((kind) => (kind === 'image' ? (locale === 'zh-CN' ? '照片' : 'photo') : kind))
          .join(locale === 'zh-CN' ? '、' : ', ');
  const rule = names === '' ? t('file.ruleAny', { size }) : t('file.rule', { accept: names, size });
  return maxItems === undefined ? rule : `${rule}${t('file.count', { n: maxItems })}`;
}

/** Why a file is not sent at all, or undefined. The same words as the judge's. */
function refusal({ info, state, locale, path }: ControlProps, file: File): string | undefined {
  const { accept, maxBytes = largest } = state.limits;
  if (accept !== undefined && accept.length > 0 && !accept.includes(endingOf(file.name))) {
    return issueText({ path, code: 'FILE_TYPE', params: { name: file.name, accept: accept.join(' ') } }, locale, info);
  }
  if (file.size > maxBytes)
    return issueText({ path, code: 'FILE_SIZE', params: { name: file.name, maxBytes } }, locale, info);
  return undefined;
}

export const filesOf = (value: unknown): readonly FileAnswer[] =>
  Array.isArray(value) ? (value as readonly FileAnswer[]) : [];

/** Files as tiles: what has arrived, what is on its way, and one to add more; on phones that one offers the camera. */
export function FileControl(props: ControlProps) {
  const { path, t, onChange } = props;
  const { store, uploader, openFile } = useSurroundings();
  const uploads = useSyncExternalStore(store.uploads.subscribe, () => store.uploads.list(path));
  const files = filesOf(props.value);
  const { accept = [], maxItems = 20 } = props.state.limits;
  const takesPhotos = accept.length === 0 || accept.some((ending) => images.includes(ending));
  const room = maxItems - files.length - uploads.filter((upload) => upload.error === undefined).length;
  const add = (list: FileList | null) => {
    for (const file of [...(list ?? [])].slice(0, Math.max(0, room))) {
      const reason = refusal(props, file);
      if (reason !== undefined) store.uploads.refuse(path, file, reason);
      else if (uploader !== undefined) store.uploads.start(path, file, uploader);
    }
  };
  const remove = (file: FileAnswer) => {
    const rest = files.filter((entry) => entry.fileId !== file.fileId);
    onChange(rest.length === 0 ? undefined : rest);
  };
  return (
    <ul className="dxf-files" aria-labelledby={props.labelId}>
      {files.map((file) => (
        <FileTile key={file.fileId} file={file} props={props} openFile={openFile} onRemove={() => remove(file)} />
      ))}
      {uploads.map((upload) => (
        <UploadTile
          key={upload.id}
          upload={upload}
          props={props}
          onRetry={
            uploader === undefined || refusal(props, upload.file) !== undefined
              ? undefined
              : () => store.uploads.retry(path, upload.id, uploader)
          }
          onRemove={() => store.uploads.remove(path, upload.id)}
        />
      ))}
      {room > 0 ? (
        <li className="dxf-file-add" data-invalid={props.isInvalid || undefined}>
          <label>
            <input
              id={props.id}
              type="file"
              multiple={room > 1}
              accept={[...accept, ...(takesPhotos ? ['image/*'] : [])].join(',')}
              disabled={uploader === undefined}
              aria-describedby={props.describedBy}
              aria-labelledby={`${props.labelId} ${props.id}-add`}
              onChange={(event) => {
                add(event.target.files);
                event.target.value = '';
              }}
            />
            <CameraOutlined aria-hidden="true" />
            <span id={`${props.id}-add`}>{t(takesPhotos ? 'file.add' : 'file.addPlain')}</span>
          </label>
        </li>
      ) : null}
    </ul>
  );
}

interface FileTileProps {
  readonly file: FileAnswer;
  readonly props: Pick<ControlProps, 't'>;
  readonly openFile: ((file: FileAnswer) => void) | undefined;
  readonly onRemove?: () => void;
}

export function FileTile({ file, props: { t }, openFile, onRemove }: FileTileProps) {
  const content = (
    <>
      <FileIcon name={file.name} />
      <span className="dxf-file-name">{file.name}</span>
      <small>{sizeText(file.size)}</small>
    </>
  );
  return (
    <li className="dxf-file">
      {openFile === undefined ? (
        <span className="dxf-file-face">{content}</span>
      ) : (
        <button type="button" className="dxf-file-face" onClick={() => openFile(file)}>
          <span className="dxf-hidden">{t('file.open')}</span>
          {content}
        </button>
      )}
      {onRemove === undefined ? null : (
        <button
          type="button"
          className="dxf-file-act"
          aria-label={t('file.remove', { name: file.name })}
          onClick={onRemove}
        >
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </li>
  );
}

interface UploadTileProps {
  readonly upload: Upload;
  readonly props: Pick<ControlProps, 't'>;
  readonly onRetry: (() => void) | undefined;
  readonly onRemove: () => void;
}

function UploadTile({ upload, props: { t }, onRetry, onRemove }: UploadTileProps) {
  const { name } = upload.file;
  const percent = Math.round(upload.share * 100);
  return (
    <li className="dxf-file" data-failed={upload.error !== undefined || undefined}>
      <span className="dxf-file-face">
        <FileIcon name={name} />
        <span className="dxf-file-name">{name}</span>
        {upload.error === undefined ? (
          <>
            <progress value={upload.share} max={1} aria-label={name} />
            <small>{t('file.uploading', { percent })}</small>
          </>
        ) : (
          <small role="alert">{upload.error}</small>
        )}
        {upload.error !== undefined && onRetry !== undefined ? (
          <button type="button" className="dxf-link" aria-label={t('file.retry', { name })} onClick={onRetry}>
            <ReloadOutlined aria-hidden="true" /> {t('file.retryShort')}
          </button>
        ) : null}
      </span>
      <button
        type="button"
        className="dxf-file-act"
        aria-label={t(upload.error === undefined ? 'file.cancel' : 'file.remove', { name })}
        onClick={onRemove}
      >
        <CloseOutlined aria-hidden="true" />
      </button>
    </li>
  );
}
