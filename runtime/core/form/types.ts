/** Every component a form may use, in the order of the palette. Anything else is refused with path and reason (D11). */
export const componentNames = [
  'Text',
  'LongText',
  'Number',
  'Integer',
  'Percent',
  'Money',
  'Date',
  'DateRange',
  'YearMonth',
  'Time',
  'Choice',
  'MultipleChoice',
  'Cascade',
  'Tree',
  'YesNo',
  'Rating',
  'File',
  'Image',
  'Email',
  'Url',
  'Formula',
  'Hidden',
  'Enterprise',
  'Person',
  'Address',
  'CreditCode',
  'IdCard',
  'Phone',
  'BankAccount',
  'Region',
  'FileSet',
  'Agreement',
  'Signature',
  'Section',
  'Card',
  'Columns',
  'Tabs',
  'Table',
  'Group',
  'Note',
  'RichNote',
  'Divider',
] as const;
export type ComponentName = (typeof componentNames)[number];

export type FormLocale = 'zh-CN' | 'en-US';
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'any' | 'void';

/** One entry of a choice or of a code table; `parent` makes a tree of it (region, cascade, tree). */
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
  /** Date, date range, year and month: `YYYY-MM-DD`, or `today` (Asia/Shanghai). */
  readonly from?: string;
  readonly to?: string;
  /** Time of day, `HH:mm`. */
  readonly earliest?: string;
  readonly latest?: string;
  /** Column: no two rows may hold the same value. */
  readonly unique?: boolean;
  /** Multiple choice and tree: number of ticks. File: number of files. Table and group: number of rows. */
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
  /** Formula and hidden value: what its rule gives. Default `number`. */
  readonly result?: FormulaResult;
  /** Rating: most stars, 3 … 10. Default 5. */
  readonly stars?: number;
  /** Column of numbers: its sum stands under the table. */
  readonly sum?: boolean;
  /** Person and enterprise: what is asked, in this order. Which there are is said by the type (`partNames`). */
  readonly parts?: readonly string[];
  /** Enterprise: the applicant itself, filled in from the registry and locked (R24). Default true. */
  readonly fromRegistry?: boolean;
  /** Columns: how many stand side by side where there is room, 2 … 4. Default 2. */
  readonly columns?: number;
  /** Repeatable group: what one row is called, e.g. 股东. */
  readonly rowTitle?: string;
  /** Region and address: a code table given to `compileForm`; without it the options stand in `enum`. */
  readonly codeTable?: string;
  /** Long text: rows shown. */
  readonly rows?: number;
  /** Note and agreement: the text; blank lines part paragraphs. Rich note: with `**bold**`, lists, headings and links. */
  readonly content?: string;
  readonly tone?: 'info' | 'warning';
  /** Text: content is masked, encrypted and audited like an identity number (D20). */
  readonly sensitive?: boolean;
  /** Half the width in the two-column layout. */
  readonly half?: boolean;
}

export type FormulaResult = 'number' | 'money' | 'text' | 'date' | 'yesNo';

/**
 * What must hold, and what to say where it does not. Holds unless the test gives false, or null although all it reads is
 * filled in. The message is text, or FEEL in `{{ }}` that gives text.
 */
export interface RuleCheck {
  readonly test: string;
  readonly message: string;
}

/**
 * Logic of a field; every string but a plain message is FEEL in `{{ }}`. It reads other fields by name; in a table's
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
  /** The values that may be chosen now, out of the field's options: a list of texts. */
  readonly options?: string;
  /** Bounds in place of those in `x-limits`, where they give a value of the right type. Money in 元. */
  readonly limits?: { readonly [K in RuledLimit]?: string };
}
export const ruledLimits = [
  'minLength',
  'maxLength',
  'min',
  'max',
  'precision',
  'minFen',
  'maxFen',
  'from',
  'to',
  'earliest',
  'latest',
  'minItems',
  'maxItems',
] as const satisfies readonly (keyof FieldLimits)[];
export type RuledLimit = (typeof ruledLimits)[number];

/** One field, box, table or note. Its id is its key in `properties`: immutable, unique in the form (D10). */
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
  /** Choice, multiple choice, cascade, tree, region, address. */
  readonly enum?: readonly Option[];
  /** Table, group and set of files: its columns. */
  readonly items?: { readonly type: 'object'; readonly properties: Readonly<Record<string, FieldNode>> };
  /** Section, card, columns, tabs: what stands in it (`mayHold`). A section is one page of filling in. */
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
 * Number, integer, percent, rating: number. Money: integer 分. Year and month: `YYYY-MM`. Time: `HH:mm`. Date range:
 * `{start, end}`. Multiple choice, tree: string[]. Yes/no, agreement: boolean. File, image: `FileAnswer[]`. Signature:
 * `SignatureAnswer`. Formula, hidden value: what their rule gives. Table, group: `Row[]`. Person, enterprise, address, set
 * of files: `Row[]` with the one row `onlyRowId`. Boxes and notes hold nothing.
 */
export type SubmissionData = Readonly<Record<string, unknown>>;
export interface FileAnswer {
  readonly fileId: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}
/** Lines as they were drawn, each x, y, x, y … in a field of 1000 × 400; or the name typed by who cannot draw. */
export type SignatureAnswer = { readonly strokes: readonly (readonly number[])[] } | { readonly typed: string };
export interface DateRangeAnswer {
  readonly start: string;
  readonly end: string;
}
/** The id of the one row that a person, an enterprise, an address or a set of files is. */
export const onlyRowId = 'only';
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
  'MONTH_INVALID',
  'TIME_INVALID',
  'TIME_TOO_EARLY',
  'TIME_TOO_LATE',
  'RANGE_REVERSED',
  'NOT_AN_OPTION',
  'DUPLICATE_OPTION',
  'NOT_A_LEAF',
  'DUPLICATE_ROW',
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
  'URL_INVALID',
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
  'FORMULA_MISSING',
  'IMPORT_KEY',
  'IMPORT_EXPRESSION',
  'IMPORT_ID',
] as const;
export type AnswerIssueCode = (typeof answerIssueCodes)[number];
export type SchemaIssueCode = (typeof schemaIssueCodes)[number];
export type IssueCode = AnswerIssueCode | SchemaIssueCode;
