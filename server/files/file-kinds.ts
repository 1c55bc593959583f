import { fileTypeFromBuffer } from 'file-type';

/** What may be handed in, and how it is served. Nothing a browser would run as a page (HTML, SVG) is among it. */
export interface FileKind {
  readonly type: string;
  readonly extension: string;
  /** Shown in the page; all else is saved. */
  readonly inline: boolean;
}

const kinds: readonly FileKind[] = [
  { type: 'application/pdf', extension: 'pdf', inline: true },
  { type: 'image/jpeg', extension: 'jpg', inline: true },
  { type: 'image/png', extension: 'png', inline: true },
  { type: 'image/webp', extension: 'webp', inline: true },
  { type: 'image/heic', extension: 'heic', inline: false },
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    inline: false,
  },
  { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx', inline: false },
  // GB/T 33190-2016, the format of official documents and e-invoices: a zip that holds OFD.xml.
  { type: 'application/ofd', extension: 'ofd', inline: false },
];

/** Bytes from the start of a file by which its kind is told. */
export const sniffBytes = 64 * 1024;

/** The kind of a file by its first bytes, never by its name or the sender's word; null where it may not be handed in. */
export async function sniffKind(head: Buffer): Promise<FileKind | null> {
  const sniffed = await sniff(head);
  if (sniffed === 'image/heif' || sniffed === 'image/heic-sequence') return kindOf('image/heic');
  if (sniffed === 'application/zip' && holdsEntry(head, 'OFD.xml')) return kindOf('application/ofd');
  return kindOf(sniffed);
}

export const kindOf = (type: string): FileKind | null => kinds.find((kind) => kind.type === type) ?? null;

async function sniff(head: Buffer): Promise<string> {
  try {
    return (await fileTypeFromBuffer(head))?.mime ?? '';
  } catch {
    // The head of a zip ends in the middle of an entry: what is not told by then is plain zip.
    return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')) ? 'application/zip' : '';
  }
}

/** Whether a local file header (PKZIP APPNOTE 4.3.7) in these bytes names the entry. */
function holdsEntry(head: Buffer, name: string): boolean {
  const signature = Buffer.from('PK\u0003\u0004');
  for (let at = head.indexOf(signature); at >= 0; at = head.indexOf(signature, at + 4)) {
    if (at + 30 > head.length) return false;
    const length = head.readUInt16LE(at + 26);
    if (head.subarray(at + 30, at + 30 + length).toString('utf8') === name) return true;
  }
  return false;
}
