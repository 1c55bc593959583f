import type { CaseDetail } from '#core/contract';
import { type FieldInfo, type FileAnswer, fileIdsOf, filesOf, type SubmissionData } from '#core/form';
import type { FileStore } from '../files/file-store.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { CaseDocument } from './case-document.js';

type Material = CaseDetail['materials'][number];
type ShownFile = Material['files'][number];

/** The materials of the policy with what was handed in for each, and behind them files of other fields. */
export async function materialsOf(
  files: FileStore,
  document: Pick<CaseDocument, 'tenantId' | 'originalsSeen' | 'onBehalf'>,
  version: ReadyVersion,
  data: SubmissionData,
): Promise<Material[]> {
  const records = await files.byIds(document.tenantId, fileIdsOf(version.form, data));
  const shown = (answer: FileAnswer): ShownFile => {
    const record = records.get(answer.fileId);
    return {
      fileId: answer.fileId,
      name: record?.name ?? answer.name,
      size: record?.size ?? answer.size,
      originalSeen: document.originalsSeen.includes(answer.fileId),
      uploadedBy: record?.byWindow === true ? 'window' : 'applicant',
    };
  };
  const named = new Set<string>();
  const listed = version.parts.materials.map((material): Material => {
    const fieldId = material.fieldId ?? null;
    if (fieldId !== null) named.add(fieldId);
    return {
      materialId: material.id,
      title: material.title,
      fieldId,
      files: fieldId === null ? [] : filesAt(data[fieldId]).map(shown),
      heldByGovernment: material.heldByGovernment,
    };
  });
  const others = filesOf(version.form, data)
    .filter(({ field, files: answers }) => answers.length > 0 && !named.has(field.tableId ?? field.id))
    .map(
      ({ field, files: answers }): Material => ({
        materialId: null,
        title: titleOf(version, field),
        fieldId: field.tableId ?? field.id,
        files: answers.map(shown),
        heldByGovernment: false,
      }),
    );
  return [...listed, ...others];
}

/** A file in a row of a group, or in a set of files, is named with what it stands in. */
function titleOf(version: ReadyVersion, field: FieldInfo): string {
  const outer = field.tableId === undefined ? undefined : version.form.field(field.tableId);
  return outer === undefined ? field.node.title : `${outer.node.title} · ${field.node.title}`;
}

const isFile = (value: unknown): value is FileAnswer =>
  typeof value === 'object' && value !== null && typeof (value as FileAnswer).fileId === 'string';

const filesAt = (value: unknown): readonly FileAnswer[] => (Array.isArray(value) ? value.filter(isFile) : []);
