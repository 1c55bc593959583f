import type {
  CompiledForm,
  FieldAccess,
  FileAnswer,
  FormEngine,
  FormIssue,
  FormLocale,
  FormSchema,
  Option,
  RegistryFact,
  RuleProblems,
  RuleVerdict,
  SectionInfo,
  SubmissionData,
} from '#core/form';

/** Brings one file to the server. Rejects with an `Error` whose message a person can read; `signal` ends it early. */
export type Uploader = (
  file: File,
  options: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
) => Promise<FileAnswer>;
/** Opens a file that was uploaded (the address is short-lived, so it is asked for when needed, D15). */
export type FileOpener = (file: FileAnswer) => void;

/** What a session is made from. Only `schema` or `compiled`, `data` and `now` are needed; the session is made anew when they are other objects. */
export interface FormSessionOptions {
  /** Give either; a compiled form need not be compiled again. */
  readonly schema?: FormSchema;
  readonly compiled?: CompiledForm;
  readonly codeTables?: Readonly<Record<string, readonly Option[]>>;
  /** Answers to begin with (see `prefillData`). Later changes of this prop are ignored: the session owns them. */
  readonly initialData: SubmissionData;
  /** ISO instant. */
  readonly now: string;
  readonly access?: FieldAccess | undefined;
  readonly registry?: Readonly<Record<string, RegistryFact>> | undefined;
  readonly verdicts?: Readonly<Record<string, RuleVerdict>> | undefined;
  /** Told of rules that met a problem as they ran; for an author's test drive. */
  readonly onRuleProblems?: (found: RuleProblems) => void;
  /** Issues the server answered with; shown at once. */
  readonly externalIssues?: readonly FormIssue[] | undefined;
  readonly locale?: FormLocale | undefined;
  /** Called after every change with all answers (what a draft keeps). */
  readonly onChange?: ((data: SubmissionData) => void) | undefined;
}

/** One form being filled in: its engine, its pages, and which errors may be shown already. */
export interface FormSession {
  readonly engine: FormEngine;
  readonly compiled: CompiledForm;
  readonly locale: FormLocale;
  /** Pages that are visible now. */
  readonly sections: readonly SectionInfo[];
  /** Page shown, 0 … sections.length - 1. */
  readonly index: number;
  goTo(index: number): void;
  /** To the next page if this one has no issue, else its errors are shown and the summary gets the focus. True if it went on. */
  next(): boolean;
  /** To the page before; nothing is lost or judged. */
  previous(): void;
  /** Shows all errors of the form. True if there are none. */
  attemptAll(): boolean;
  /** Errors shown now, of the given page or of all. */
  shownIssues(section?: number): readonly FormIssue[];
  /** Goes to the page of this path and puts the focus into its control. */
  focus(path: string): void;
  data(): SubmissionData;
}

export interface FormRendererProps {
  readonly session: FormSession;
  /** `read` shows every answer as text in place of controls. Default `fill`. */
  readonly mode?: 'fill' | 'read';
  /** `one-column`: 640 px, for applicants. `dense`: two columns, back-office controls, for windows. */
  readonly layout?: 'one-column' | 'dense';
  /** One page by its number, the session's `current` one, or `all` of them below each other (default). */
  readonly section?: number | 'current' | 'all';
  readonly uploader?: Uploader | undefined;
  readonly openFile?: FileOpener | undefined;
}

/** How an answer came to be (N6), shown as a tag behind it. */
export interface ProvenanceTag {
  readonly text: string;
  readonly tone: 'neutral' | 'success' | 'warning' | 'primary';
}
export interface FormDocumentProps {
  readonly compiled: CompiledForm;
  readonly data: SubmissionData;
  readonly locale?: FormLocale;
  /** Fields whose level is `hidden` are left out. */
  readonly access?: FieldAccess | undefined;
  /** By field id. */
  readonly provenance?: Readonly<Record<string, ProvenanceTag>> | undefined;
  /** By field id: marked “补正后改过”. */
  readonly changedFields?: readonly string[] | undefined;
  readonly openFile?: FileOpener | undefined;
  /** ISO instant the rules are judged at. */
  readonly now: string;
}
