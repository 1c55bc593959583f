import type { FeelType, FeelValue } from '#core/feel';
import type { FieldInfo, FieldKind, FieldTypeInfo, PrintForm } from '../state.js';
import type { AnswerIssueCode, FieldNode, FormLocale } from '../types.js';

/** An issue before it knows its path. */
export interface LocalIssue {
  readonly code: AnswerIssueCode;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}
export interface JudgeEnv {
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly today: string;
}

/** Everything that depends on the type of a field. Values that fail `isType` reach none of the others. */
export interface FieldDefinition extends FieldTypeInfo {
  /** The strict shape, without any rule of content: a string is no number. */
  isType(value: unknown): boolean;
  isEmpty(value: unknown): boolean;
  /** What is stored for what was typed: trimmed, half-width. Idempotent. */
  normalise(value: unknown): unknown;
  judge(value: unknown, field: FieldInfo, env: JudgeEnv): readonly LocalIssue[];
  display(value: unknown, field: FieldInfo, locale: FormLocale): string;
  /** Absent where the type holds nothing that must be masked (D20). */
  mask(value: unknown, field: FieldInfo): unknown;
  isSensitive(node: FieldNode): boolean;
  feelType(field: FieldInfo): FeelType;
  toFeel(value: unknown, field: FieldInfo): FeelValue;
  /** The answer a computed FEEL value stands for; undefined where it is none of this type. */
  fromFeel(value: FeelValue, field: FieldInfo): unknown;
  /** The answer a typed or pasted text stands for; the text itself where it is none, which is then judged as such. */
  fromText(text: string, field: FieldInfo): unknown;
}

interface Parts<T>
  extends Pick<FieldTypeInfo, 'component' | 'jsonType' | 'group' | 'label' | 'icon'>,
    Partial<
      Pick<
        FieldTypeInfo,
        'kind' | 'print' | 'ledger' | 'limitKeys' | 'propKeys' | 'hasOptions' | 'isComputed' | 'partNames'
      >
    > {
  readonly allowedInTable?: boolean;
  readonly node?: (id: string) => Partial<FieldNode>;
  readonly is: (value: unknown) => value is T;
  readonly empty?: (value: T) => boolean;
  readonly normalise?: (value: T) => T;
  readonly judge?: (value: T, field: FieldInfo, env: JudgeEnv) => readonly LocalIssue[];
  readonly display: (value: T, field: FieldInfo, locale: FormLocale) => string;
  readonly mask?: (value: T) => unknown;
  readonly isSensitive?: (node: FieldNode) => boolean;
  readonly feelType: FeelType | ((field: FieldInfo) => FeelType);
  readonly toFeel: (value: T, field: FieldInfo) => FeelValue;
  readonly fromFeel?: (value: FeelValue, field: FieldInfo) => T | undefined;
  readonly fromText?: (text: string, field: FieldInfo) => unknown;
}

const printOf: Readonly<Record<FieldKind, PrintForm>> = {
  value: 'line',
  files: 'files',
  rows: 'rows',
  block: 'block',
  box: 'none',
  words: 'none',
};

/** Builds a definition from typed parts; the strict type check stands before each of them. */
export function defineField<T>(parts: Parts<T>): FieldDefinition {
  const isSensitive = parts.isSensitive ?? (() => false);
  const { feelType, kind = 'value' } = parts;
  const holdsOne = kind === 'value' || kind === 'files';
  return {
    component: parts.component,
    jsonType: parts.jsonType,
    kind,
    print: parts.print ?? printOf[kind],
    ledger: 'ledger' in parts ? parts.ledger : kind === 'value' ? 'text' : undefined,
    group: parts.group,
    label: parts.label,
    icon: parts.icon,
    limitKeys: parts.limitKeys ?? [],
    propKeys: parts.propKeys ?? ['half'],
    hasOptions: parts.hasOptions ?? false,
    hasValue: kind !== 'box' && kind !== 'words',
    allowedInTable: parts.allowedInTable ?? kind === 'value',
    allowedInGroup: holdsOne && parts.component !== 'Agreement' && parts.component !== 'Hidden',
    isComputed: parts.isComputed ?? false,
    partNames: parts.partNames ?? [],
    createNode: (id) => ({
      type: parts.jsonType,
      title: parts.label['zh-CN'],
      'x-component': parts.component,
      ...parts.node?.(id),
    }),
    isType: parts.is,
    isEmpty: (value) => value === undefined || (parts.is(value) && (parts.empty?.(value) ?? false)),
    normalise: (value) => (parts.is(value) && parts.normalise ? parts.normalise(value) : value),
    judge: (value, field, env) => (parts.is(value) ? (parts.judge?.(value, field, env) ?? []) : []),
    display: (value, field, locale) => (parts.is(value) ? parts.display(value, field, locale) : ''),
    mask: (value, field) => (parts.is(value) && parts.mask && isSensitive(field.node) ? parts.mask(value) : value),
    isSensitive,
    feelType: typeof feelType === 'function' ? feelType : () => feelType,
    toFeel: (value, field) => (parts.is(value) ? parts.toFeel(value, field) : null),
    fromFeel: (value, field) => parts.fromFeel?.(value, field),
    fromText: (text, field) => {
      const trimmed = text.trim();
      return trimmed === '' ? undefined : parts.fromText ? parts.fromText(trimmed, field) : trimmed;
    },
  };
}

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isNever = (_value: unknown): _value is never => false;
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const stringType = { kind: 'string' } as const satisfies FeelType;
export const issue = (code: AnswerIssueCode, params: LocalIssue['params'] = {}): LocalIssue => ({ code, params });
/** Characters as people count them: a rare Chinese character outside the basic plane is one. */
export const characterCount = (text: string): number => [...text].length;
