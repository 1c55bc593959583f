export { ApiError } from './api-error.js';
export { call } from './call.js';
export {
  fileAddress,
  saveAnswer,
  saveBlob,
  type UploadedFile,
  type UploadOptions,
  uploadEnterpriseTable,
  uploadFile,
} from './files.js';
export { type LiveListener, listenLive } from './live.js';
export { type SessionState, session } from './session.js';
