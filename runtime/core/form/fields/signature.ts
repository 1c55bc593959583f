import type { SignatureAnswer } from '../types.js';
import { defineField, isPlainObject, isString } from './definition.js';

/** The field a signature is drawn in; its lines are whole numbers inside it. */
export const signatureSize = { width: 1000, height: 400 } as const;
const strokeCeiling = 200;
const numberCeiling = 8000;

const isStroke = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.length >= 2 &&
  value.length % 2 === 0 &&
  value.every(
    (entry, index) =>
      Number.isInteger(entry) && entry >= 0 && entry <= (index % 2 === 0 ? signatureSize.width : signatureSize.height),
  );

function isSignature(value: unknown): value is SignatureAnswer {
  if (!isPlainObject(value) || Object.keys(value).length !== 1) return false;
  if (isString(value.typed)) return [...value.typed].length <= 40 && !/\p{Cc}/u.test(value.typed);
  const { strokes } = value;
  return (
    Array.isArray(strokes) &&
    strokes.length <= strokeCeiling &&
    strokes.every(isStroke) &&
    strokes.reduce<number>((sum, stroke) => sum + stroke.length, 0) <= numberCeiling
  );
}

/** Drawn with finger, pen or mouse, and kept as lines: sharp on paper, and nothing in it can run. */
export const signature = defineField<SignatureAnswer>({
  component: 'Signature',
  jsonType: 'object',
  group: 'government',
  label: { 'zh-CN': '手写签名', 'en-US': 'Signature' },
  icon: 'SignatureOutlined',
  print: 'signature',
  ledger: undefined,
  allowedInTable: false,
  propKeys: [],
  is: isSignature,
  empty: (value) => ('typed' in value ? value.typed.trim() === '' : value.strokes.length === 0),
  normalise: (value) => ('typed' in value ? { typed: value.typed.trim() } : value),
  display: (value, _field, locale) => {
    if ('typed' in value) return value.typed;
    return locale === 'zh-CN' ? '已签名' : 'Signed';
  },
  feelType: { kind: 'boolean' },
  toFeel: () => true,
});
