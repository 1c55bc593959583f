import type { FeelProblem } from '#core/feel';
import type {
  ComponentName,
  FieldAccess,
  FieldLimits,
  FieldNode,
  FieldProps,
  FormIssue,
  FormLocale,
  FormSchema,
  JsonType,
  Option,
  RegistryFact,
  SubmissionData,
} from './types.js';

/** Everything the verdict depends on beside schema and answers. */
export interface FormContext {
  /** ISO instant; `today` is taken from it in Asia/Shanghai. */
  readonly now: string;
  readonly access?: FieldAccess;
  /** By registry variable. */
  readonly registry?: Readonly<Record<string, RegistryFact>>;
  /** Issues from elsewhere (remote checks, the server's answer); shown on their field until its answer changes. */
  readonly externalIssues?: readonly FormIssue[];
  /** Verdicts that rest on answers this step may not see, reached as constants (D12, `verdictsFor`). */
  readonly verdicts?: Readonly<Record<string, RuleVerdict>>;
  /** Told of every rule that met a problem as it ran (never of data that is merely missing): for the author, for the log. */
  readonly onRuleProblems?: (found: RuleProblems) => void;
}
/** A rule's FEEL with what went wrong in it. */
export interface RuleProblems {
  readonly source: string;
  readonly problems: readonly FeelProblem[];
}
export interface RuleVerdict {
  readonly visible?: boolean;
  readonly enabled?: boolean;
  readonly required?: boolean;
}

export type FieldMode = 'edit' | 'read' | 'hidden';
/** The state of one field, section or cell. */
export interface FieldState {
  readonly visible: boolean;
  /** `hidden`: by rule, by step, or because its section is. */
  readonly mode: FieldMode;
  readonly required: boolean;
  /** All of it; the renderer decides when to show it. */
  readonly issues: readonly FormIssue[];
  readonly value: unknown;
  /** What may be chosen now. */
  readonly options: readonly Option[] | undefined;
  /** The bounds that hold now. */
  readonly limits: FieldLimits;
  /** Why it cannot be changed, where `mode` is `read`. */
  readonly lock: 'step' | 'rule' | 'computed' | 'registry' | undefined;
  /** The certified or prefilled fact the value equals. */
  readonly fact: RegistryFact | undefined;
}
/** States by path: field and section ids, and `tableId.rowId.columnId`. */
export interface FormState {
  readonly fields: Readonly<Record<string, FieldState>>;
}

/** One field as lists, tables and presenters see it. */
export interface FieldInfo {
  readonly id: string;
  /** `id`, or `table.column`. */
  readonly key: string;
  /** Where it stands in the schema: `properties.section.properties.id`. */
  readonly schemaPath: string;
  readonly name: string;
  readonly component: ComponentName;
  readonly kind: FieldKind;
  readonly node: FieldNode;
  /** The page it stands on. */
  readonly sectionId: string | undefined;
  /** The box it stands in: the page, or a card, columns, tabs on it. */
  readonly parentId: string | undefined;
  /** The table (or group, block) a column stands in. */
  readonly tableId: string | undefined;
  readonly columns: readonly FieldInfo[];
  /** Options of a choice, or the code table of a region. */
  readonly options: readonly Option[] | undefined;
}
/** One page of filling in with all that stands on it, boxes before what they hold; `id` is undefined for what stands outside every section. */
export interface SectionInfo {
  readonly id: string | undefined;
  readonly title: string;
  readonly node: FieldNode | undefined;
  readonly fields: readonly FieldInfo[];
}

export interface FieldChange {
  /** `fieldId`, or `tableId.rowId`, or `tableId.rowId.columnId`. */
  readonly path: string;
  readonly field: FieldInfo;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: unknown;
  readonly after: unknown;
}

/** The form while it is being filled in; the same verdicts as the server's, recomputed only where something changed. */
export interface FormEngine {
  readonly compiled: CompiledFormFace;
  /** Sets an answer (`undefined` takes it away); does nothing on a field that cannot be changed. */
  set(path: string, value: unknown): void;
  get(path: string): FieldState | undefined;
  addRow(tableId: string, rowId: string): void;
  removeRow(tableId: string, rowId: string): void;
  rowIds(tableId: string): readonly string[];
  /** Called after the state of this path changed; gives the function that ends it. */
  subscribe(path: string, listener: () => void): () => void;
  /** Called after anything changed. */
  subscribeAll(listener: () => void): () => void;
  /** Of fields that can be seen, in the order of the page. */
  issues(): readonly FormIssue[];
  /** All answers with computed and certified values; rule-hidden ones are kept (drafts keep them, D12). */
  data(): SubmissionData;
  /** Only what this step may change, null where nothing is given: what to send for a step (`mergeStepInput`). */
  input(): SubmissionData;
  setContext(change: Partial<FormContext>): void;
}
/** The part of a compiled form that other folders read. */
export interface CompiledFormFace {
  readonly schema: FormSchema;
  readonly sections: readonly SectionInfo[];
  /** Top-level fields in order, without sections. */
  readonly fields: readonly FieldInfo[];
  field(key: string): FieldInfo | undefined;
}

export type FieldGroup = 'common' | 'more' | 'government' | 'layout';
/**
 * What a field holds: one answer, files, rows of columns, one such row (a block: person, address …), other fields (a
 * box), or nothing but words.
 */
export type FieldKind = 'value' | 'files' | 'rows' | 'block' | 'box' | 'words';
/** How an answer stands in a document or on paper. */
export type PrintForm = 'line' | 'prose' | 'files' | 'images' | 'rows' | 'block' | 'signature' | 'none';
/** How an answer stands in a list, a ledger or a spreadsheet; undefined where it has no column of its own. */
export type LedgerColumn = 'text' | 'number' | 'date';
/** A field type as palette and properties see it. */
export interface FieldTypeInfo {
  readonly component: ComponentName;
  readonly jsonType: JsonType;
  readonly kind: FieldKind;
  readonly print: PrintForm;
  readonly ledger: LedgerColumn | undefined;
  readonly group: FieldGroup;
  readonly label: Readonly<Record<FormLocale, string>>;
  /** Name of an icon of `@ant-design/icons`, e.g. `FontSizeOutlined`. */
  readonly icon: string;
  readonly limitKeys: readonly (keyof FieldLimits)[];
  readonly propKeys: readonly (keyof FieldProps)[];
  readonly hasOptions: boolean;
  readonly hasValue: boolean;
  readonly allowedInTable: boolean;
  readonly allowedInGroup: boolean;
  /** Nobody fills it in: its rule or the registry gives it. */
  readonly isComputed: boolean;
  /** Person and enterprise: what can be asked (`FieldProps.parts`), with what it is called. */
  readonly partNames: readonly { readonly part: string; readonly label: Readonly<Record<FormLocale, string>> }[];
  /** A new node of this type as it comes out of the palette; `id` is only used to make ids of a table's first column. */
  createNode(id: string): FieldNode;
}
