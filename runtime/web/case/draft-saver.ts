import { ApiError, call } from '#client';
import { type DraftView, routes } from '#core/contract';
import type { SubmissionData } from '#core/form';

/**
 * Saves a draft while it is filled in, from the first keystroke to the submission (look.md: unsaved work is never lost).
 *
 * What is typed is kept on the device at once and brought to the server after a short pause, one save at a time, each
 * on top of the revision the one before gave. A dead network is tried again until it works. A draft that was changed
 * elsewhere stops the saving until the person has chosen which answers stay. The copy on the device goes away when the
 * server has everything.
 */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'saving' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'conflict' };

const pauseMs = 800;
const retryMs = 5_000;

const deviceKey = (draftId: string) => `duixian.draft.${draftId}`;

/** Answers that were typed here and never reached the server; null where the server has them all. */
export function unsavedOnDevice(draftId: string): SubmissionData | null {
  try {
    return JSON.parse(localStorage.getItem(deviceKey(draftId)) ?? 'null') as SubmissionData | null;
  } catch {
    return null;
  }
}

export const forgetOnDevice = (draftId: string) => localStorage.removeItem(deviceKey(draftId));

export class DraftSaver {
  state: SaveState;
  readonly #draftId: string;
  readonly #listeners = new Set<() => void>();
  #revision: number;
  #answers: SubmissionData;
  #originalsSeen: readonly string[];
  /** Counts changes; what is saved is compared with it, so that typing during a save is not taken for saved. */
  #changes = 0;
  #savedChanges = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(draft: Pick<DraftView, 'id' | 'revision' | 'data' | 'originalsSeen' | 'updatedAt'>) {
    this.#draftId = draft.id;
    this.#revision = draft.revision;
    this.#answers = draft.data;
    this.#originalsSeen = draft.originalsSeen;
    this.state = { kind: 'saved', at: draft.updatedAt };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Keeps the answers. */
  keep(answers: SubmissionData): void {
    this.#answers = answers;
    localStorage.setItem(deviceKey(this.#draftId), JSON.stringify(answers));
    this.#changed();
  }

  /** Keeps which files' originals the window has seen. */
  keepOriginals(fileIds: readonly string[]): void {
    this.#originalsSeen = fileIds;
    this.#changed();
  }

  /** Brings everything to the server now; gives the revision that holds it, or null where that failed. */
  async flush(): Promise<number | null> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#savedChanges < this.#changes) {
      this.#running = this.#save().finally(() => {
        this.#running = null;
      });
      await this.#running;
    }
    return this.#savedChanges === this.#changes ? this.#revision : null;
  }

  /** After a conflict: the own answers over the other ones. */
  async overwrite(): Promise<void> {
    const theirs = await call(routes.getDraft, { params: { draftId: this.#draftId } });
    this.#revision = theirs.revision;
    this.#become({ kind: 'saving' });
    await this.flush();
  }

  #changed(): void {
    this.#changes += 1;
    if (this.state.kind !== 'conflict') this.#later(pauseMs);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  async #save(): Promise<void> {
    const changes = this.#changes;
    this.#become({ kind: 'saving' });
    try {
      const saved = await call(routes.saveDraft, {
        params: { draftId: this.#draftId },
        body: { revision: this.#revision, data: { ...this.#answers }, originalsSeen: [...this.#originalsSeen] },
      });
      this.#revision = saved.revision;
      this.#savedChanges = changes;
      if (changes === this.#changes) forgetOnDevice(this.#draftId);
      this.#become({ kind: 'saved', at: saved.updatedAt });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'REVISION_CONFLICT') return this.#become({ kind: 'conflict' });
      this.#become({ kind: 'unsaved' });
      if (error instanceof ApiError && (error.code === 'OFFLINE' || error.status >= 500)) this.#later(retryMs);
    }
  }

  #become(state: SaveState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}
