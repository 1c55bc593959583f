export { ApiError } from './api-error.js';
export { call } from './call.js';
export { fileAddress, type UploadedFile, type UploadOptions, uploadFile } from './files.js';
export { type LiveListener, listenLive } from './live.js';
export { type SessionState, session } from './session.js';
