export { errorMessages } from './areas/errors.js';
export { uiMessages } from './areas/ui.js';
export { defineMessages, type Locale, locales, type MessageParams, type Messages, message } from './define.js';
