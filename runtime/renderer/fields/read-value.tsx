import { LockOutlined } from '@ant-design/icons';
import { displayValue, type FieldInfo, type FieldState, type FormLocale } from '#core/form';
import { Paragraphs } from '../controls/agreement-control.js';
import { wordsOf } from '../controls/control.js';
import { FileTile, filesOf } from '../controls/file-control.js';
import { SignatureDrawing } from '../controls/signature-drawing.js';
import type { Translate } from '../session/hooks.js';
import type { FileOpener } from '../types.js';

interface AnswerProps {
  readonly info: FieldInfo;
  readonly value: unknown;
  readonly locale: FormLocale;
  readonly t: Translate;
  readonly openFile?: FileOpener | undefined;
}

/** An answer as text, as it stands in documents and reviews. */
export function AnswerText({ info, value, locale, t, openFile }: AnswerProps) {
  if (info.kind === 'files') {
    const files = filesOf(value);
    if (files.length === 0) return <span className="dxf-empty">{t('empty')}</span>;
    return (
      <ul className="dxf-files">
        {files.map((file) => (
          <FileTile key={file.fileId} file={file} props={{ t }} openFile={openFile} />
        ))}
      </ul>
    );
  }
  const text = displayValue(info, value, locale);
  if (info.component === 'Signature' && text !== '') return <SignatureDrawing value={value} label={text} />;
  if (text === '') return <span className="dxf-empty">{t('empty')}</span>;
  return info.component === 'LongText' ? (
    <div className="dxf-prose">
      <Paragraphs text={text} />
    </div>
  ) : (
    <span>{text}</span>
  );
}

interface LockedProps extends AnswerProps {
  readonly id: string;
  readonly labelId: string;
  readonly lock: FieldState['lock'];
  readonly describedBy: string | undefined;
}

/** A control that cannot be changed: still reached by keyboard, still read out. */
export function LockedValue(props: LockedProps) {
  const { info, value, locale, t, id, lock } = props;
  if (info.component === 'File' || info.component === 'LongText') return <AnswerText {...props} />;
  if (info.component === 'Agreement') {
    return (
      <div className="dxf-agreement">
        <div className="dxf-agreement-text">
          <Paragraphs text={wordsOf(info, locale).content} />
        </div>
        <AnswerText {...props} />
      </div>
    );
  }
  return (
    <span className="dxf-affixed dxf-locked">
      <input
        id={id}
        className="dxf-input"
        readOnly
        aria-labelledby={props.labelId}
        value={displayValue(info, value, locale)}
        aria-describedby={props.describedBy}
      />
      {lock === 'registry' || lock === 'step' ? (
        <span className="dxf-suffix">
          <LockOutlined role="img" aria-label={t('locked')} />
        </span>
      ) : null}
    </span>
  );
}
