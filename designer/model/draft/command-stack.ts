/**
 * Undo and redo without end. A command is a named, pure change of the whole document; executing it remembers the document
 * before and after, which is cheap because unchanged parts are shared. Reverting is going back to what was remembered, so
 * that a command whose effect was computed elsewhere (a flow laid out anew, a rename over three parts) reverts exactly.
 */
export interface Command<Doc> {
  /** Key of the words that name it in “撤销：…”. */
  readonly name: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Commands with the same key that follow within `mergeWindowMs` are one step: typing a title is undone as a whole. */
  readonly mergeKey?: string;
  execute(doc: Doc): Doc;
}

export interface DoneStep<Doc> {
  readonly name: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly mergeKey: string | undefined;
  readonly before: Doc;
  readonly after: Doc;
  /** Milliseconds of whatever clock the caller uses. */
  readonly at: number;
}

export interface History<Doc> {
  readonly present: Doc;
  readonly done: readonly DoneStep<Doc>[];
  readonly undone: readonly DoneStep<Doc>[];
}

export const mergeWindowMs = 1500;

export function startHistory<Doc>(present: Doc): History<Doc> {
  return { present, done: [], undone: [] };
}

/** Executes a command. One that changes nothing leaves the history as it is; any other forgets what was undone. */
export function perform<Doc>(history: History<Doc>, command: Command<Doc>, at: number): History<Doc> {
  const after = command.execute(history.present);
  if (Object.is(after, history.present)) return history;
  const last = history.done.at(-1);
  const merges =
    last !== undefined &&
    history.undone.length === 0 &&
    command.mergeKey !== undefined &&
    last.mergeKey === command.mergeKey &&
    at - last.at <= mergeWindowMs;
  const step: DoneStep<Doc> = {
    name: command.name,
    params: command.params ?? {},
    mergeKey: command.mergeKey,
    before: merges ? last.before : history.present,
    after,
    at,
  };
  const done = merges ? [...history.done.slice(0, -1), step] : [...history.done, step];
  return { present: after, done, undone: [] };
}

export function undo<Doc>(history: History<Doc>): History<Doc> {
  const last = history.done.at(-1);
  if (last === undefined) return history;
  return { present: last.before, done: history.done.slice(0, -1), undone: [...history.undone, last] };
}

export function redo<Doc>(history: History<Doc>): History<Doc> {
  const next = history.undone.at(-1);
  if (next === undefined) return history;
  return { present: next.after, done: [...history.done, next], undone: history.undone.slice(0, -1) };
}
