import { ApiError } from '#client';
import { type DraftPolicy, type PolicyPart, policyParts } from '#core/contract';
import { type Command, type History, perform, redo, startHistory, undo } from '../model/draft/command-stack.js';
import { changedParts, documentOf, type PolicyDocument, withPart } from '../model/draft/document.js';
import {
  applyLocalCopy,
  differingParts,
  keepLocalCopy,
  type LocalCopy,
  readLocalCopy,
  type TextStore,
} from '../model/draft/local-copy.js';

/**
 * The life of an open draft. Every change is a command on the document. A second after the last one, each part that differs
 * from what the server has is sent on top of the revision it was read at (D8); until the server has it, a copy stays in the
 * browser. A part that someone else saved in the meantime waits for a choice, the others go on. What the server refuses is
 * not sent again until it changes; what did not get through is sent again, later and later.
 */
export interface DraftPorts {
  readonly load: () => Promise<DraftPolicy>;
  readonly save: (
    part: PolicyPart,
    revision: number,
    doc: PolicyDocument,
  ) => Promise<{ revision: number; updatedAt: string }>;
  readonly store: TextStore;
  readonly storeKey: string;
  readonly now: () => Date;
}

export type PartStatus = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict';

interface PartSave {
  readonly revision: number;
  readonly status: PartStatus;
  readonly error: unknown;
}

export interface DraftSnapshot {
  readonly history: History<PolicyDocument>;
  readonly saves: Readonly<Record<PolicyPart, PartSave>>;
  /** ISO instant at which the server last took something. */
  readonly savedAt: string;
  /** A copy left over from an earlier visit, offered to be gone on with. */
  readonly offered: LocalCopy | null;
  /** The browser could not keep a copy. */
  readonly isCopyMissing: boolean;
}

const saveDelayMs = 1000;
const retryDelaysMs = [3000, 6000, 15000, 30000];

export class DraftStore {
  readonly #ports: DraftPorts;
  readonly #listeners = new Set<() => void>();
  #snapshot: DraftSnapshot;
  #onServer: PolicyDocument;
  #refused: Partial<PolicyDocument> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #queue: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(policy: DraftPolicy, ports: DraftPorts) {
    this.#ports = ports;
    this.#onServer = documentOf(policy);
    const copy = readLocalCopy(ports.store, ports.storeKey);
    this.#snapshot = {
      history: startHistory(this.#onServer),
      saves: mapParts((part) => ({ revision: policy.revisions[part], status: 'saved', error: null })),
      savedAt: policy.updatedAt,
      offered: copy !== undefined && differingParts(copy, this.#onServer).length > 0 ? copy : null,
      isCopyMissing: false,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly get = (): DraftSnapshot => this.#snapshot;

  get document(): PolicyDocument {
    return this.#snapshot.history.present;
  }

  perform(command: Command<PolicyDocument>): void {
    this.#moveTo(perform(this.#snapshot.history, command, this.#ports.now().getTime()));
  }

  /**
   * A command whose effect takes time to work out. One after another; when a part it changes has moved meanwhile, it is
   * worked out again on the newest document. Rejects with what the work rejects with.
   */
  performAsync(name: string, change: (doc: PolicyDocument) => Promise<PolicyDocument>): Promise<void> {
    const run = this.#queue.then(async () => {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const base = this.document;
        const next = await change(base);
        const parts = changedParts(base, next);
        if (parts.some((part) => this.document[part] !== base[part])) continue;
        this.perform({ name, execute: (doc) => parts.reduce((made, part) => withPart(made, part, next[part]), doc) });
        return;
      }
    });
    this.#queue = run.catch(() => undefined);
    return run;
  }

  undo(): void {
    this.#moveTo(undo(this.#snapshot.history));
  }

  redo(): void {
    this.#moveTo(redo(this.#snapshot.history));
  }

  acceptOffered(): void {
    const { offered } = this.#snapshot;
    if (offered === null) return;
    this.#set({ offered: null });
    this.perform({ name: 'command.restore', execute: (doc) => applyLocalCopy(offered, doc) });
  }

  dismissOffered(): void {
    this.#set({ offered: null });
    this.#keepCopy();
  }

  /** Ends a conflict: the own part is saved over the other's, or the other's is taken (which can be undone). */
  async resolveConflict(part: PolicyPart, choice: 'mine' | 'theirs'): Promise<void> {
    const policy = await this.#ports.load();
    const theirs = documentOf(policy);
    this.#onServer = withPart(this.#onServer, part, theirs[part]);
    this.#setPart(part, { revision: policy.revisions[part], status: 'waiting', error: null });
    if (choice === 'theirs') {
      this.perform({ name: 'command.takeTheirs', execute: (doc) => withPart(doc, part, theirs[part]) });
    }
    await this.flush();
  }

  /** Sends what is not on the server yet, and waits for it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#queue;
    while (this.#saving !== undefined) await this.#saving;
    this.#saving = this.#saveAll().finally(() => {
      this.#saving = undefined;
    });
    await this.#saving;
  }

  /** No timer is left behind; changes go on in the local copy. */
  close(): void {
    clearTimeout(this.#timer);
    void this.flush();
  }

  get isSaved(): boolean {
    return this.#unsaved().length === 0;
  }

  #unsaved(): readonly PolicyPart[] {
    return changedParts(this.#onServer, this.document);
  }

  #moveTo(history: History<PolicyDocument>): void {
    if (history === this.#snapshot.history) return;
    this.#set({ history });
    for (const part of policyParts) this.#noticeChange(part);
    this.#keepCopy();
    this.#schedule(saveDelayMs);
  }

  #noticeChange(part: PolicyPart): void {
    const { status } = this.#snapshot.saves[part];
    const differs = this.document[part] !== this.#onServer[part];
    if (status === 'conflict' || status === 'saving') return;
    if (differs && this.#refused[part] !== this.document[part]) this.#setPart(part, { status: 'waiting', error: null });
    if (!differs) this.#setPart(part, { status: 'saved', error: null });
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delayMs);
  }

  async #saveAll(): Promise<void> {
    for (const part of this.#unsaved()) {
      const { status } = this.#snapshot.saves[part];
      if (status === 'conflict' || this.#refused[part] === this.document[part]) continue;
      await this.#savePart(part);
    }
    this.#keepCopy();
    const left = policyParts.filter((part) => ['offline', 'waiting'].includes(this.#snapshot.saves[part].status));
    if (left.length === 0) return;
    const isOffline = left.some((part) => this.#snapshot.saves[part].status === 'offline');
    this.#schedule(isOffline ? (retryDelaysMs[this.#failures] ?? 30000) : saveDelayMs);
    this.#failures = isOffline ? Math.min(this.#failures + 1, retryDelaysMs.length) : 0;
  }

  async #savePart(part: PolicyPart): Promise<void> {
    const sent = this.document;
    this.#setPart(part, { status: 'saving', error: null });
    try {
      const { revision, updatedAt } = await this.#ports.save(part, this.#snapshot.saves[part].revision, sent);
      this.#onServer = withPart(this.#onServer, part, sent[part]);
      this.#setPart(part, { revision, status: this.document[part] === sent[part] ? 'saved' : 'waiting', error: null });
      this.#set({ savedAt: updatedAt });
    } catch (error) {
      const status = statusOf(error);
      if (status === 'refused') this.#refused = { ...this.#refused, [part]: sent[part] };
      const moved = status === 'refused' && this.document[part] !== sent[part];
      this.#setPart(part, { status: moved ? 'waiting' : status, error });
    }
  }

  #keepCopy(): void {
    // An offer that was not answered yet must not be written over.
    if (this.#snapshot.offered !== null) return;
    const parts = Object.fromEntries(
      this.#unsaved().map((part) => [
        part,
        { revision: this.#snapshot.saves[part].revision, content: this.document[part] },
      ]),
    );
    const copy: LocalCopy = { at: this.#ports.now().toISOString(), parts };
    const isKept = keepLocalCopy(this.#ports.store, this.#ports.storeKey, copy);
    if (isKept === this.#snapshot.isCopyMissing) this.#set({ isCopyMissing: !isKept });
  }

  #setPart(part: PolicyPart, change: Partial<PartSave>): void {
    const before = this.#snapshot.saves[part];
    this.#set({ saves: { ...this.#snapshot.saves, [part]: { ...before, ...change } } });
  }

  #set(change: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function mapParts<T>(make: (part: PolicyPart) => T): Record<PolicyPart, T> {
  return Object.fromEntries(policyParts.map((part) => [part, make(part)])) as Record<PolicyPart, T>;
}

/** A refusal will be a refusal again; a session that ended or a server in trouble will not. */
function statusOf(error: unknown): PartStatus {
  if (!(error instanceof ApiError)) return 'offline';
  if (error.code === 'REVISION_CONFLICT') return 'conflict';
  const isTransient = error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500;
  return isTransient ? 'offline' : 'refused';
}
