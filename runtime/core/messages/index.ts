export { defineMessages, type Locale, locales, type MessageParams, type Messages, message } from './define.js';
