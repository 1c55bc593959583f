import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Command,
  type History,
  mergeWindowMs,
  perform,
  redo,
  startHistory,
  undo,
} from '../../../designer/model/draft/command-stack.js';

type Doc = readonly string[];
const append = (word: string, mergeKey?: string): Command<Doc> => ({
  name: `append ${word}`,
  ...(mergeKey === undefined ? {} : { mergeKey }),
  execute: (doc) => [...doc, word],
});

describe('command stack', () => {
  it('goes back through every command and forward again, without end', () => {
    const words = Array.from({ length: 500 }, (_, index) => `w${index}`);
    let history: History<Doc> = startHistory([]);
    for (const [index, word] of words.entries()) history = perform(history, append(word), index * 10_000);
    expect(history.present).toEqual(words);
    for (let count = 0; count < 500; count += 1) history = undo(history);
    expect(history.present).toEqual([]);
    expect(undo(history)).toBe(history);
    for (let count = 0; count < 500; count += 1) history = redo(history);
    expect(history.present).toEqual(words);
    expect(redo(history)).toBe(history);
  });

  it('makes one step of changes to the same thing that follow closely, and two of others', () => {
    let history: History<Doc> = startHistory([]);
    history = perform(history, append('a', 'title'), 0);
    history = perform(history, append('b', 'title'), mergeWindowMs);
    expect(history.done).toHaveLength(1);
    history = perform(history, append('c', 'title'), mergeWindowMs * 2 + 1);
    history = perform(history, append('d', 'summary'), mergeWindowMs * 2 + 2);
    history = perform(history, append('e'), mergeWindowMs * 2 + 3);
    expect(history.done).toHaveLength(4);
    history = undo(undo(undo(history)));
    expect(history.present).toEqual(['a', 'b']);
    expect(undo(history).present).toEqual([]);
  });

  it('does not merge into a step that was undone and done again', () => {
    let history: History<Doc> = startHistory([]);
    history = perform(history, append('a', 'title'), 0);
    history = perform(history, append('b'), 100);
    history = undo(history);
    history = perform(history, append('c', 'title'), 200);
    expect(history.done).toHaveLength(2);
    expect(undo(history).present).toEqual(['a']);
  });

  it('keeps what was undone when a command changes nothing', () => {
    const changesNothing: Command<Doc> = { name: 'nothing', execute: (doc) => doc };
    const history = undo(perform(startHistory<Doc>([]), append('a'), 0));
    expect(perform(history, changesNothing, 1)).toBe(history);
    expect(redo(history).present).toEqual(['a']);
  });

  it('forgets what was undone when something else is done', () => {
    const history = perform(undo(perform(startHistory<Doc>([]), append('a'), 0)), append('b'), 1);
    expect(redo(history)).toBe(history);
    expect(history.present).toEqual(['b']);
  });

  it('is where it was after undoing and redoing the same number of steps', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 20 }), fc.nat(20), (words, back) => {
        let history: History<Doc> = startHistory([]);
        for (const word of words) history = perform(history, append(word), 0);
        const before = history.present;
        for (let count = 0; count < back; count += 1) history = undo(history);
        expect(history.present).toEqual(words.slice(0, Math.max(0, words.length - back)));
        for (let count = 0; count < back; count += 1) history = redo(history);
        expect(history.present).toEqual(before);
      }),
    );
  });
});
