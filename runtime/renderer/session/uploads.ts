import type { FileAnswer, FormEngine } from '#core/form';
import type { Uploader } from '../types.js';

/** A file on its way, or one that did not arrive. */
export interface Upload {
  readonly id: string;
  readonly file: File;
  /** 0 … 1. */
  readonly share: number;
  readonly error: string | undefined;
}
interface Running extends Upload {
  readonly abort: AbortController;
}

// One list for all, so that a field without uploads is not drawn again.
const none: readonly Running[] = [];

/** Uploads of all file fields of a form. They go on while their page is not shown, and write their answer themselves. */
export class Uploads {
  private readonly byPath = new Map<string, readonly Running[]>();
  private readonly listeners = new Set<() => void>();
  private count = 0;

  constructor(
    private readonly engine: FormEngine,
    private readonly onArrived: (path: string) => void,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  list(path: string): readonly Upload[] {
    return this.byPath.get(path) ?? none;
  }

  /** A file that is refused before it is sent stands in the list with the reason. */
  refuse(path: string, file: File, error: string): void {
    this.put(path, { ...this.entry(file), error });
  }

  start(path: string, file: File, uploader: Uploader): void {
    const entry = this.entry(file);
    this.put(path, entry);
    uploader(file, {
      onProgress: (share) => this.update(path, entry.id, { share: Math.min(1, Math.max(0, share)) }),
      signal: entry.abort.signal,
    }).then(
      (answer) => this.arrive(path, entry, answer),
      (error: unknown) => {
        if (entry.abort.signal.aborted) return;
        this.update(path, entry.id, { error: error instanceof Error ? error.message : String(error) });
      },
    );
  }

  retry(path: string, id: string, uploader: Uploader): void {
    const entry = this.byPath.get(path)?.find((upload) => upload.id === id);
    if (entry === undefined) return;
    this.remove(path, id);
    this.start(path, entry.file, uploader);
  }

  /** Stops an upload or takes a failed one away. */
  remove(path: string, id: string): void {
    const entries = this.byPath.get(path) ?? [];
    entries.find((upload) => upload.id === id)?.abort.abort();
    this.byPath.set(
      path,
      entries.filter((upload) => upload.id !== id),
    );
    this.tell();
  }

  private arrive(path: string, entry: Running, answer: FileAnswer): void {
    if (entry.abort.signal.aborted) return;
    const present = this.engine.get(path)?.value;
    const { fileId, name, size } = answer;
    this.engine.set(path, [...(Array.isArray(present) ? present : []), { fileId, name, size }]);
    this.remove(path, entry.id);
    this.onArrived(path);
  }

  private entry(file: File): Running {
    this.count += 1;
    return { id: `u${this.count}`, file, share: 0, error: undefined, abort: new AbortController() };
  }

  private put(path: string, entry: Running): void {
    this.byPath.set(path, [...(this.byPath.get(path) ?? []), entry]);
    this.tell();
  }

  private update(path: string, id: string, change: Partial<Upload>): void {
    const entries = this.byPath.get(path) ?? [];
    this.byPath.set(
      path,
      entries.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)),
    );
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
