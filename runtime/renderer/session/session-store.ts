import {
  type CompiledForm,
  createFormEngine,
  type FieldInfo,
  type FormContext,
  type FormEngine,
  type FormIssue,
  type FormLocale,
  type SectionInfo,
  type SubmissionData,
} from '#core/form';
import type { FormSession } from '../types.js';
import { Uploads } from './uploads.js';

interface StoreOptions {
  readonly compiled: CompiledForm;
  readonly initialData: SubmissionData;
  readonly context: FormContext;
  readonly locale: FormLocale;
  /** Distinguishes the ids of two forms on one page. */
  readonly prefix: string;
}

const topOf = (path: string): string => path.split('.')[0] ?? path;

/**
 * One form being filled in. The engine judges; this remembers what the judgement must not know: the page shown, what the
 * person has left or tried to pass (nothing is red before that), where the focus is to go, uploads under way. It lives
 * as long as the form is open, so answers and uploads outlast the pages that show them.
 */
export class SessionStore implements FormSession {
  readonly engine: FormEngine;
  readonly compiled: CompiledForm;
  readonly prefix: string;
  readonly uploads: Uploads;
  locale: FormLocale;
  index = 0;
  /** Counts everything the parts of a page must be drawn again for. */
  version = 0;
  /** Where the focus goes once it is on the page: a path, or the summary or heading of the page. */
  pendingFocus: string | undefined;
  onData: ((data: SubmissionData) => void) | undefined;

  private readonly frontCards = new Map<string, string>();
  private readonly dirty = new Set<string>();
  private readonly left = new Set<string>();
  private readonly attempted = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private visibleSections = '';
  private shown = '';

  constructor(options: StoreOptions) {
    this.compiled = options.compiled;
    this.locale = options.locale;
    this.prefix = options.prefix;
    this.engine = createFormEngine(options.compiled, options.initialData, options.context);
    this.uploads = new Uploads(this.engine, (path) => this.touch(path));
    this.showExternal(options.context.externalIssues ?? []);
    this.remember();
    this.engine.subscribeAll(() => this.afterChange());
  }

  get sections(): readonly SectionInfo[] {
    return this.compiled.sections.filter((section) =>
      section.id === undefined
        ? section.fields.some((field) => this.engine.get(field.id)?.visible === true)
        : this.engine.get(section.id)?.visible === true,
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
  readonly getVersion = (): number => this.version;

  /** More fields are on the page now: one of them may be what the focus waits for. */
  drawn(): void {
    if (this.pendingFocus !== undefined) this.changed();
  }

  set(path: string, value: unknown): void {
    this.dirty.add(path);
    this.engine.set(path, value);
  }

  /** The person has left a control: its error may be shown if they changed it. */
  leave(path: string): void {
    if (this.dirty.has(path)) this.touch(path);
  }

  touch(path: string): void {
    if (this.left.has(path)) return;
    this.left.add(path);
    this.changed();
  }

  isShown(path: string): boolean {
    return this.left.has(path) || this.attempted.has(topOf(path));
  }

  shownIssues(section?: number): readonly FormIssue[] {
    const fields = section === undefined ? undefined : new Set(this.sections[section]?.fields.map((field) => field.id));
    return this.engine
      .issues()
      .filter((issue) => this.isShown(issue.path) && (fields === undefined || fields.has(topOf(issue.path))));
  }

  /** Errors of what someone tried to pass: what the summary lists. */
  attemptedIssues(section?: number): readonly FormIssue[] {
    return this.shownIssues(section).filter((issue) => this.attempted.has(topOf(issue.path)));
  }

  goTo(index: number): void {
    this.index = Math.min(Math.max(0, index), Math.max(0, this.sections.length - 1));
    this.pendingFocus = ':heading';
    this.changed();
  }

  next(): boolean {
    const section = this.sections[this.index];
    for (const field of section?.fields ?? []) this.attempted.add(field.id);
    if (this.shownIssues(this.index).length > 0) return this.refuse();
    this.goTo(this.index + 1);
    return true;
  }

  previous(): void {
    this.goTo(this.index - 1);
  }

  attemptAll(): boolean {
    for (const field of this.compiled.fields) this.attempted.add(field.id);
    const [first] = this.shownIssues();
    if (first === undefined) {
      this.changed();
      return true;
    }
    // The summary of this page would be empty where all that is wrong stands on another.
    if (this.shownIssues(this.index).length === 0) this.index = this.sectionOf(first.path);
    return this.refuse();
  }

  /** The card of some tabs that is to the front: the one opened last, else the first. */
  frontCard(tabsId: string, cards: readonly FieldInfo[]): string | undefined {
    const opened = this.frontCards.get(tabsId);
    return cards.some((card) => card.id === opened) ? opened : cards[0]?.id;
  }

  openCard(tabsId: string, cardId: string): void {
    this.frontCards.set(tabsId, cardId);
    this.changed();
  }

  /** How many errors are shown inside a box. */
  shownIn(boxId: string): number {
    return this.shownIssues().filter((issue) => this.boxesAround(topOf(issue.path)).includes(boxId)).length;
  }

  private boxesAround(id: string): readonly string[] {
    const parentId = this.compiled.field(id)?.parentId;
    return parentId === undefined ? [] : [parentId, ...this.boxesAround(parentId)];
  }

  focus(path: string): void {
    this.index = this.sectionOf(path);
    for (const box of this.boxesAround(topOf(path))) {
      const parentId = this.compiled.field(box)?.parentId;
      if (parentId !== undefined && this.compiled.field(parentId)?.component === 'Tabs')
        this.frontCards.set(parentId, box);
    }
    this.pendingFocus = path;
    this.changed();
  }

  data(): SubmissionData {
    return this.engine.data();
  }

  /** Issues that came from the server are shown at once. */
  setExternal(issues: readonly FormIssue[]): void {
    this.showExternal(issues);
    // No answer changes by this, so nothing is to be saved.
    const { onData } = this;
    this.onData = undefined;
    this.engine.setContext({ externalIssues: issues });
    this.onData = onData;
    if (issues.length > 0) this.refuse();
  }

  private showExternal(issues: readonly FormIssue[]): void {
    for (const issue of issues) {
      this.left.add(issue.path);
      this.attempted.add(topOf(issue.path));
    }
  }

  private refuse(): false {
    this.pendingFocus = ':summary';
    this.changed();
    return false;
  }

  private sectionOf(path: string): number {
    const id = topOf(path);
    const index = this.sections.findIndex(
      (section) => section.id === id || section.fields.some((field) => field.id === id),
    );
    return index < 0 ? this.index : index;
  }

  private afterChange(): void {
    this.onData?.(this.data());
    if (this.remember()) this.changed();
  }

  /** Typing draws only its own field again; the page around it only where pages or shown errors changed. */
  private remember(): boolean {
    const { sections } = this;
    const visibleSections = sections.map((section) => section.id ?? section.fields[0]?.id).join();
    const shown = JSON.stringify(this.shownIssues());
    const isSame = visibleSections === this.visibleSections && shown === this.shown;
    this.visibleSections = visibleSections;
    this.shown = shown;
    if (this.index >= sections.length) this.index = Math.max(0, sections.length - 1);
    return !isSame;
  }

  private changed(): void {
    this.remember();
    this.version += 1;
    for (const listener of [...this.listeners]) listener();
  }
}

/** The store behind a session: sessions come from `useFormSession` only. */
export function storeOf(session: FormSession): SessionStore {
  if (session instanceof SessionStore) return session;
  throw new Error('Expected a session made by useFormSession, but got another object');
}
