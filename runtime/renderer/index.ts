/** Draws a form schema: Formily and antd draw, `core/form` decides (D11). */
import './renderer.css';

export type { FieldGroup, FieldTypeInfo } from '#core/form';
export { fieldTypes } from '#core/form';
export { ErrorSummary } from './parts/error-summary.js';
export { FieldPreview } from './parts/field-preview.js';
export { FieldTypeIcon } from './parts/field-type-icon.js';
export { FormDocument } from './parts/form-document.js';
export { FormRenderer } from './parts/form-renderer.js';
export { ReviewAnswers } from './parts/review-answers.js';
export { StepProgress } from './parts/step-progress.js';
export { useFormSession } from './session/use-form-session.js';
export type {
  FileOpener,
  FormDocumentProps,
  FormRendererProps,
  FormSession,
  FormSessionOptions,
  ProvenanceTag,
  Uploader,
} from './types.js';
