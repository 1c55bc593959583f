import type { Row } from '../types.js';
import { isPlainObject, isString } from './definition.js';

export const rowCeiling = 1000;
export const rowIdShape = /^[A-Za-z0-9_-]{1,40}$/;

export const isRow = (value: unknown): value is Row =>
  isPlainObject(value) && isString(value.id) && rowIdShape.test(value.id);
