import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../../../runtime/client/session.js';
import { useLiveUpdates } from '../../../runtime/ui/use-live-updates.js';

const me = { accountId: 'a', tenant: { id: 't', slug: 'yungang', name: '云港市' }, permissions: [], applicants: [] };
const keys = {
  open: ['tasks', 'open', '', null],
  counts: ['tasks', 'counts'],
  case: ['case', 'c1'],
  otherCase: ['case', 'c2'],
  correcting: ['case', 'c1', 'correct'],
  list: ['cases', 'unit'],
  unread: ['notices', 'unread'],
  units: ['units'],
};

let root: Root;
let queries: QueryClient;
let streams: ReadableStreamDefaultController<Uint8Array>[];

function Page() {
  useLiveUpdates();
  return null;
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  streams = [];
  vi.stubGlobal('fetch', async (address: string) =>
    address === '/api/events'
      ? new Response(new ReadableStream({ start: (controller) => void streams.push(controller) }))
      : new Response(JSON.stringify({ accessToken: 'token', expiresAt: '2026-11-18T02:10:00.000Z', me })),
  );
  queries = new QueryClient();
  for (const key of Object.values(keys)) queries.setQueryData(key, 'as it was');
  root = createRoot(document.createElement('div'));
  const page = (
    <QueryClientProvider client={queries}>
      <Page />
    </QueryClientProvider>
  );
  await act(async () => root.render(page));
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

const signIn = () => act(() => session.signIn({ tenant: 'yungang', login: 'wang', password: 'x' }));
const stale = () =>
  Object.entries(keys)
    .filter(([, key]) => queries.getQueryState(key)?.isInvalidated)
    .map(([name]) => name)
    .sort();

async function hear(event: object): Promise<string[]> {
  streams[0]?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
  await vi.waitFor(() => expect(stale()).not.toEqual([]));
  return stale();
}

it('listens once somebody has signed in, and not before', async () => {
  expect(streams).toHaveLength(0);
  await signIn();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
});

it.each([
  [{ topic: 'tasks' }, ['counts', 'open']],
  [{ topic: 'notices' }, ['unread']],
  [{ topic: 'cases', id: 'c1' }, ['case', 'list']],
  [{ topic: 'cases' }, ['case', 'list', 'otherCase']],
])('fetches anew what shows %j, and never what is being filled in', async (event, expected) => {
  await signIn();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  expect(await hear(event)).toEqual(expected);
});

it('stops listening when the person signs out', async () => {
  await signIn();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  await act(() => session.signOut());
  // The page has let go of the stream.
  expect(() => streams[0]?.enqueue(new TextEncoder().encode('data: {"topic":"tasks"}\n\n'))).toThrow(TypeError);
  expect(stale()).toEqual([]);
});
