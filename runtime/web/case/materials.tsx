import { FileImageOutlined, FileOutlined, FilePdfOutlined } from '@ant-design/icons';
import type { CaseDetail } from '#core/contract';
import { defineMessages } from '#core/messages';
import { useMessages, useOpenFile } from '#ui';

const words = defineMessages({
  zh: {
    none: '没有附件。',
    seen: '窗口已核对原件',
    applicant: '申请人上传',
    window: '窗口上传',
    held: '{title}：政府已有，不用交',
  },
  en: {
    none: 'No attachments.',
    seen: 'Original seen at the window',
    applicant: 'Uploaded by the applicant',
    window: 'Uploaded at the window',
    held: '{title}: held by government, not needed',
  },
});

function iconOf(name: string) {
  if (/\.pdf$/i.test(name)) return <FilePdfOutlined aria-hidden />;
  if (/\.(png|jpe?g|webp|heic)$/i.test(name)) return <FileImageOutlined aria-hidden />;
  return <FileOutlined aria-hidden />;
}

/** What was handed in, each file a button that opens it. */
export function Materials({ materials }: { readonly materials: CaseDetail['materials'] }) {
  const t = useMessages(words);
  const openFile = useOpenFile();
  const files = materials.flatMap(({ title, files: list }) => list.map((file) => ({ ...file, title })));
  const held = materials.filter(({ heldByGovernment }) => heldByGovernment);
  return (
    <>
      {files.length === 0 ? <p>{t('none')}</p> : null}
      <ul className="dx-materials">
        {files.map((file) => (
          <li key={`${file.title}-${file.fileId}`}>
            <button type="button" className="dx-material" onClick={() => openFile(file)}>
              {iconOf(file.name)}
              <strong>{file.title}</strong>
              <small>{file.name}</small>
              <small>{file.originalSeen ? t('seen') : t(file.uploadedBy)}</small>
            </button>
          </li>
        ))}
      </ul>
      {held.map(({ title }) => (
        <p className="dx-held" key={title}>
          {t('held', { title })}
        </p>
      ))}
    </>
  );
}
