import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '#client';
import type { DraftPolicy, PolicyPart } from '#core/contract';
import { blankPolicy } from '#core/policy';
import { DraftStore } from '../../../designer/draft/draft-store.js';
import { type PolicyDocument, withPart } from '../../../designer/model/draft/document.js';
import { readLocalCopy, type TextStore } from '../../../designer/model/draft/local-copy.js';

const policy: DraftPolicy = {
  id: 'p1',
  unitId: 'u1',
  unitName: '经信局',
  state: 'draft',
  version: 0,
  revisions: { elements: 1, form: 1, rules: 1, flow: 1, materials: 1 },
  ...blankPolicy('试', '经信局'),
  materials: [],
  flow: '<xml/>',
  updatedAt: '2026-11-22T06:00:00.000Z',
  updatedBy: '王建国',
};

const refusal = (code: 'REVISION_CONFLICT' | 'PART_INVALID' | 'OFFLINE' | 'INTERNAL', status: number) =>
  new ApiError({ code, status, params: {}, issues: undefined, requestId: undefined });

class MemoryStore implements TextStore {
  readonly items = new Map<string, string>();
  isFull = false;
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

/** A server that keeps parts by revision, and can be made to fail. */
class FakeServer {
  current = policy;
  failWith: unknown = null;
  readonly saved: { part: PolicyPart; revision: number }[] = [];
  save = async (part: PolicyPart, revision: number, doc: PolicyDocument) => {
    if (this.failWith !== null) throw this.failWith;
    if (this.current.revisions[part] !== revision) throw refusal('REVISION_CONFLICT', 409);
    this.saved.push({ part, revision });
    const revisions = { ...this.current.revisions, [part]: revision + 1 };
    this.current = { ...this.current, [part]: doc[part], revisions };
    return { revision: revision + 1, updatedAt: '2026-11-22T07:00:00.000Z' };
  };
  load = async () => this.current;
  /** Someone else saves. */
  changeElsewhere(summary: string): void {
    const revisions = { ...this.current.revisions, elements: this.current.revisions.elements + 1 };
    this.current = { ...this.current, elements: { ...this.current.elements, summary }, revisions };
  }
}

let server: FakeServer;
let memory: MemoryStore;
const open = (from: DraftPolicy = policy) =>
  new DraftStore(from, { load: server.load, save: server.save, store: memory, storeKey: 'k', now: () => new Date() });
const title = (store: DraftStore, text: string) =>
  store.perform({
    name: 'title',
    execute: (doc) => withPart(doc, 'elements', { ...doc.elements, title: text }),
  });
const statusOf = (store: DraftStore, part: PolicyPart) => store.get().saves[part].status;
const settle = () => vi.advanceTimersByTimeAsync(1100);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T06:30:00.000Z') });
  server = new FakeServer();
  memory = new MemoryStore();
});
afterEach(() => vi.useRealTimers());

describe('saving by itself', () => {
  it('sends only the part that changed, a moment after the last change, on the revision it was read at', async () => {
    const store = open();
    title(store, '一');
    await vi.advanceTimersByTimeAsync(500);
    title(store, '二');
    expect(server.saved).toEqual([]);
    await settle();
    expect(server.saved).toEqual([{ part: 'elements', revision: 1 }]);
    expect(server.current.elements.title).toBe('二');
    expect(statusOf(store, 'elements')).toBe('saved');
    expect(store.get().savedAt).toBe('2026-11-22T07:00:00.000Z');
    title(store, '三');
    await settle();
    expect(server.saved.at(-1)).toEqual({ part: 'elements', revision: 2 });
  });

  it('saves what undoing gives, and counts as saved when nothing is left to send', async () => {
    const store = open();
    title(store, '一');
    await settle();
    store.undo();
    expect(store.isSaved).toBe(false);
    await settle();
    expect(server.current.elements.title).toBe(policy.elements.title);
    expect(store.isSaved).toBe(true);
  });

  it('takes changes made while it sends along the next time', async () => {
    const store = open();
    const plain = server.save;
    server.save = async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      return plain(...given);
    };
    const slow = new DraftStore(policy, {
      load: server.load,
      save: server.save,
      store: memory,
      storeKey: 'k',
      now: () => new Date(),
    });
    title(slow, '一');
    await vi.advanceTimersByTimeAsync(2000);
    title(slow, '二');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.current.elements.title).toBe('二');
    expect(slow.isSaved).toBe(true);
    store.close();
  });
});

describe('when the server is not reached', () => {
  it('keeps a copy in the browser, tries again by itself, and takes the copy away when it got through', async () => {
    const store = open();
    server.failWith = refusal('OFFLINE', 0);
    title(store, '离线');
    await settle();
    expect(statusOf(store, 'elements')).toBe('offline');
    expect(readLocalCopy(memory, 'k')?.parts.elements?.content.title).toBe('离线');
    server.failWith = null;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.current.elements.title).toBe('离线');
    expect(memory.items.size).toBe(0);
  });

  it('offers the copy after a reload, and neither uses nor loses it before one has chosen', async () => {
    const before = open();
    server.failWith = refusal('OFFLINE', 0);
    title(before, '没来得及');
    const after = open();
    expect(after.document.elements.title).toBe(policy.elements.title);
    expect(after.get().offered?.parts.elements?.content.title).toBe('没来得及');
    after.perform({ name: 'x', execute: (doc) => withPart(doc, 'flow', '<other/>') });
    expect(readLocalCopy(memory, 'k')?.parts.elements).toBeDefined();
    server.failWith = null;
    after.acceptOffered();
    await settle();
    expect(server.current.elements.title).toBe('没来得及');
    after.undo();
    expect(after.document.elements.title).toBe(policy.elements.title);
  });

  it('says when the browser cannot keep a copy', () => {
    const store = open();
    memory.isFull = true;
    title(store, '一');
    expect(store.get().isCopyMissing).toBe(true);
    memory.isFull = false;
    title(store, '二');
    expect(store.get().isCopyMissing).toBe(false);
  });
});

describe('when two people change one part', () => {
  const conflict = async () => {
    const store = open();
    server.changeElsewhere('对方写的');
    title(store, '我写的');
    await settle();
    return store;
  };

  it('keeps the own work, asks, and lets the other parts go on', async () => {
    const store = await conflict();
    expect(statusOf(store, 'elements')).toBe('conflict');
    expect(store.document.elements.title).toBe('我写的');
    expect(server.current.elements.summary).toBe('对方写的');
    store.perform({ name: 'flow', execute: (doc) => withPart(doc, 'flow', '<new/>') });
    await settle();
    expect(server.current.flow).toBe('<new/>');
    expect(statusOf(store, 'elements')).toBe('conflict');
  });

  it('saves the own part over the other’s when told to', async () => {
    const store = await conflict();
    await store.resolveConflict('elements', 'mine');
    expect(server.current.elements.title).toBe('我写的');
    expect(statusOf(store, 'elements')).toBe('saved');
  });

  it('takes the other’s when told to, which can be undone', async () => {
    const store = await conflict();
    await store.resolveConflict('elements', 'theirs');
    expect(store.document.elements.summary).toBe('对方写的');
    expect(statusOf(store, 'elements')).toBe('saved');
    store.undo();
    expect(store.document.elements.title).toBe('我写的');
    await settle();
    expect(server.current.elements.title).toBe('我写的');
  });
});

describe('what the server refuses', () => {
  it('is not sent again until it changes', async () => {
    const store = open();
    server.failWith = refusal('PART_INVALID', 422);
    title(store, '坏');
    await settle();
    expect(statusOf(store, 'elements')).toBe('refused');
    server.failWith = null;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.saved).toEqual([]);
    expect(statusOf(store, 'elements')).toBe('refused');
    title(store, '好');
    await settle();
    expect(server.current.elements.title).toBe('好');
    expect(statusOf(store, 'elements')).toBe('saved');
  });
});

describe('commands that take time', () => {
  it('are worked out again when the part moved meanwhile, so that neither change is lost', async () => {
    const store = open();
    let rounds = 0;
    const work = store.performAsync('slow', async (doc) => {
      rounds += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { ...doc, flow: `${doc.flow}<!--slow-->` };
    });
    await vi.advanceTimersByTimeAsync(50);
    store.perform({ name: 'fast', execute: (doc) => withPart(doc, 'flow', `${doc.flow}<!--fast-->`) });
    title(store, '同时');
    await vi.advanceTimersByTimeAsync(300);
    await work;
    expect(rounds).toBe(2);
    expect(store.document.flow).toBe('<xml/><!--fast--><!--slow-->');
    expect(store.document.elements.title).toBe('同时');
  });

  it('leave everything as it is when they fail, and let the next one run', async () => {
    const store = open();
    await expect(store.performAsync('bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await store.performAsync('good', async (doc) => ({ ...doc, flow: '<good/>' }));
    expect(store.document.flow).toBe('<good/>');
    expect(store.get().history.done).toHaveLength(1);
  });
});
