/** Every component a form may use, in the order of the palette. Anything else is refused with path and reason (D11). */
export const componentNames = [
  'Text',
  'LongText',
  'Number',
  'Money',
  'Date',
  'DateRange',
  'Choice',
  'MultipleChoice',
  'YesNo',
  'File',
  'Email',
  'CreditCode',
  'IdCard',
  'Phone',
  'BankAccount',
  'Region',
  'Agreement',
  'Section',
  'Table',
  'Note',
] as const;
export type ComponentName = (typeof componentNames)[number];

export type FormLocale = 'zh-CN' | 'en-US';
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'void';

/** One entry of a choice or of a code table; `parent` makes a tree of a region's codes. */
export interface Option {
  readonly label: string;
  readonly value: string;
  readonly parent?: string;
}

/** Bounds of an answer. Which ones a field may carry is said by its type (`fieldTypes[component].limitKeys`). */
export interface FieldLimits {
  /** Text: characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Text: a regular expression for the whole value, of a dialect that runs in linear time (D19). */
  readonly pattern?: string;
  readonly patternMessage?: string;
  /** Number. */
  readonly min?: number;
  readonly max?: number;
  /** Number: most decimal places, 0 … 6. */
  readonly precision?: number;
  /** Money, integer 分. */
  readonly minFen?: number;
  readonly maxFen?: number;
  /** Date and date range: `YYYY-MM-DD`, or `today` (Asia/Shanghai). */
  readonly from?: string;
  readonly to?: string;
  /** Multiple choice: number of ticks. File: number of files. Table: number of rows. */
  readonly minItems?: number;
  readonly maxItems?: number;
  /** File: endings with dot, lower case, e.g. `.pdf`. */
  readonly accept?: readonly string[];
  /** File: at most 50 MB. */
  readonly maxBytes?: number;
}

/** How a field looks, and what kind of its type it is. Which keys a field may carry is said by its type (`propKeys`). */
export interface FieldProps {
  readonly placeholder?: string;
  /** Number: what stands behind the figure, e.g. 人. */
  readonly unit?: string;
  /** Money: what is typed and shown; stored is always 分 (D9). Default `yuan`. */
  readonly moneyUnit?: 'yuan' | 'wan';
  /** Bank account: company accounts do not follow Luhn and are never refused by it. Default `company`. */
  readonly accountKind?: 'company' | 'person';
  /** Region: a code table given to `compileForm`; without it the options stand in `enum`. */
  readonly codeTable?: string;
  /** Long text: rows shown. */
  readonly rows?: number;
  /** Note and agreement: the text; blank lines part paragraphs. */
  readonly content?: string;
  readonly tone?: 'info' | 'warning';
  /** Text: content is masked, encrypted and audited like an identity number (D20). */
  readonly sensitive?: boolean;
  /** Half the width in the two-column layout. */
  readonly half?: boolean;
}

/** What must hold, and what to say where it does not. Holds unless the test gives false, or null although all it reads is filled in. */
export interface RuleCheck {
  readonly test: string;
  readonly message: string;
}

/**
 * Logic of a field; every string but the message is FEEL in `{{ }}`. It reads other fields by name; in a table's
 * column, first the same row's columns. A field that is hidden by rule counts as not filled in for all other rules.
 */
export interface FieldRules {
  /** Shown only where true. */
  readonly visible?: string;
  /** Can be changed only where true. */
  readonly enabled?: string;
  /** Must be filled in where true (beside `required`). */
  readonly required?: string;
  /** Computed: the applicant cannot change it, the server computes it again. */
  readonly value?: string;
  readonly check?: RuleCheck;
}

/** One field, section, table or note. Its id is its key in `properties`: immutable, unique in the form (D10). */
export interface FieldNode {
  readonly type: JsonType;
  readonly title: string;
  /** Help, shown between label and control. */
  readonly description?: string;
  readonly 'x-component': ComponentName;
  readonly 'x-component-props'?: FieldProps;
  /** The name rules know it by; unique. Default: the title without spaces and punctuation (`nameOf`). */
  readonly 'x-name'?: string;
  readonly 'x-limits'?: FieldLimits;
  readonly required?: boolean;
  readonly 'x-rules'?: FieldRules;
  /** Registry variable it is prefilled from (R24). */
  readonly 'x-registry'?: string;
  /** Whether the registry's value is certified: the field is locked and the server uses the registry's value. Default true. */
  readonly 'x-certified'?: boolean;
  /** Translations of title, description, placeholder and content (D16). */
  readonly 'x-translations'?: {
    readonly 'en-US'?: Readonly<
      Record<'title' | 'description' | 'placeholder' | 'content' | 'message', string | undefined>
    >;
  };
  /** Choice, multiple choice, region. */
  readonly enum?: readonly Option[];
  /** Table: its columns. */
  readonly items?: { readonly type: 'object'; readonly properties: Readonly<Record<string, FieldNode>> };
  /** Section: its fields. A section holds no section; each is one page of filling in. */
  readonly properties?: Readonly<Record<string, FieldNode>>;
}

/** JSON Schema in Formily's dialect, a closed subset. The order of `properties` is the order on the page. */
export interface FormSchema {
  readonly version: 1;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldNode>>;
}

/**
 * Answers by field id; an answer that is not given is absent. Text, choice, codes, dates (`YYYY-MM-DD`): string.
 * Number: number. Money: integer 分. Date range: `{start, end}`. Multiple choice: string[]. Yes/no, agreement: boolean.
 * File: `FileAnswer[]`. Table: `Row[]`. Sections and notes hold nothing.
 */
export type SubmissionData = Readonly<Record<string, unknown>>;
export interface FileAnswer {
  readonly fileId: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}
export interface DateRangeAnswer {
  readonly start: string;
  readonly end: string;
}
/** A table's row: a stable id (given by whoever adds it, `[A-Za-z0-9_-]{1,40}`), and values by column id. */
export type Row = { readonly id: string } & Readonly<Record<string, unknown>>;

export type AccessLevel = 'hidden' | 'read' | 'edit' | 'required';
/** What one step may do with each field (N8), by field id, or `table.column`; `*` is for all not named, else `edit`. */
export type FieldAccess = Readonly<Record<string, AccessLevel>>;

/** What the registry knows, in the same form as the field's answer (money in 分). */
export interface RegistryFact {
  readonly value: unknown;
  /** e.g. 市场监管登记 */
  readonly source: string;
  /** ISO date or instant. */
  readonly asOf: string;
}

/** A thing that is wrong: with an answer (`fieldId`, `tableId.rowId.columnId`) or with a schema (`properties.a.x-limits.min`). */
export interface FormIssue {
  readonly path: string;
  readonly code: IssueCode;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

export const answerIssueCodes = [
  'WRONG_TYPE',
  'UNKNOWN_FIELD',
  'FIELD_LOCKED',
  'FIELD_HIDDEN',
  'REQUIRED',
  'TOO_SHORT',
  'TOO_LONG',
  'PATTERN_MISMATCH',
  'BAD_CHARACTERS',
  'TOO_SMALL',
  'TOO_LARGE',
  'TOO_PRECISE',
  'DATE_INVALID',
  'DATE_TOO_EARLY',
  'DATE_TOO_LATE',
  'RANGE_REVERSED',
  'NOT_AN_OPTION',
  'DUPLICATE_OPTION',
  'TOO_FEW',
  'TOO_MANY',
  'FILE_TYPE',
  'FILE_SIZE',
  'FILE_DUPLICATE',
  'CREDIT_CODE_INVALID',
  'ID_CARD_INVALID',
  'PHONE_INVALID',
  'BANK_ACCOUNT_INVALID',
  'EMAIL_INVALID',
  'CODE_TABLE_MISSING',
  'NOT_AGREED',
  'ROW_ID_INVALID',
  'ROW_ID_DUPLICATE',
  'CHECK_FAILED',
  'RULE_FAILED',
  'TOO_BIG',
  'EXTERNAL',
] as const;
export const schemaIssueCodes = [
  'NOT_AN_OBJECT',
  'UNKNOWN_KEY',
  'MISSING_KEY',
  'BAD_VALUE',
  'UNKNOWN_COMPONENT',
  'VERSION_UNKNOWN',
  'ID_INVALID',
  'ID_TAKEN',
  'NAME_INVALID',
  'NAME_TAKEN',
  'NOT_ALLOWED_HERE',
  'LIMIT_EXCEEDED',
  'LIMITS_CONTRADICT',
  'PATTERN_UNSAFE',
  'RULE_NOT_FEEL',
  'RULE_INVALID',
  'RULE_UNKNOWN_NAME',
  'RULE_WRONG_TYPE',
  'RULE_CYCLE',
  'EMPTY_FORM',
  'REGISTRY_UNKNOWN',
] as const;
export type AnswerIssueCode = (typeof answerIssueCodes)[number];
export type SchemaIssueCode = (typeof schemaIssueCodes)[number];
export type IssueCode = AnswerIssueCode | SchemaIssueCode;
