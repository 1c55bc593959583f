/** Draws a form schema: Formily and antd draw, `core/form` decides (D11). */
import type { ReactElement } from 'react';
import type { FieldNode, FormLocale } from '#core/form';
import type { FormDocumentProps, FormRendererProps, FormSession, FormSessionOptions } from './types.js';

export type { FieldGroup, FieldTypeInfo } from '#core/form';
export { fieldTypes } from '#core/form';
export type {
  FileOpener,
  FormDocumentProps,
  FormRendererProps,
  FormSession,
  FormSessionOptions,
  ProvenanceTag,
  Uploader,
} from './types.js';

/** Makes the session of a form and renders again when its pages, or the errors to show, change. */
export declare function useFormSession(options: FormSessionOptions): FormSession;
/** The controls of a form. Values survive when pages unmount: the session holds them. */
export declare function FormRenderer(props: FormRendererProps): ReactElement;
/** “第 2 步，共 4 步：经营情况” with a bar. */
export declare function StepProgress(props: { readonly session: FormSession }): ReactElement;
/** The errors shown now, each a link that focuses its field; empty when there are none. It gets the focus on a failed attempt. */
export declare function ErrorSummary(props: {
  readonly session: FormSession;
  readonly section?: number | 'current' | 'all';
}): ReactElement | null;
/** Check-your-answers: all visible answers by page, each page with “修改”. */
export declare function ReviewAnswers(props: {
  readonly session: FormSession;
  readonly onChange: (sectionIndex: number) => void;
}): ReactElement;
/** A submission as a document: label and value in rows, provenance behind. */
export declare function FormDocument(props: FormDocumentProps): ReactElement;
/** How one field looks, inert, for the designer's sheet. */
export declare function FieldPreview(props: {
  readonly node: FieldNode;
  readonly locale?: FormLocale;
  readonly layout?: 'one-column' | 'dense';
}): ReactElement;
/** The icon of a field type. */
export declare function FieldTypeIcon(props: { readonly component: FieldNode['x-component'] }): ReactElement;
