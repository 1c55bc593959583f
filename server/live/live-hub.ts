import type { Clock } from '../http/deps.js';
import type { Announcement, Announcements } from './announcements.js';

/*
 * One look at the database per process and second serves all its connections, of all tenants; without a connection it does
 * not look at all. Times come from several processes' clocks, so each look reaches back over the last one and what was
 * passed on already is known by id. Who joins is told of that stretch too: it may lie between their first fetch and now.
 */

/** Clocks of the processes differ by less than this. */
const overlapMs = 10_000;

export interface Subscriber {
  readonly tenantId: string;
  /** Announcements of all tenants; the subscriber picks its own. */
  deliver(announcements: readonly Announcement[]): void;
  /** The process stops. */
  end(): void;
}

export interface LiveHub {
  /** Answers how to leave. */
  join(subscriber: Subscriber): () => void;
  readonly isClosed: boolean;
  /** Ends all subscribers and looks no more. */
  close(): void;
}

export function createLiveHub(parts: {
  readonly announcements: Pick<Announcements, 'since'>;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}): LiveHub {
  const { announcements, clock, everyMs, onError } = parts;
  const subscribers = new Set<Subscriber>();
  let recent = new Map<string, Announcement>();
  let lookedAt = 0;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  async function look(): Promise<void> {
    const now = clock.now().getTime();
    const from = new Date(Math.min(lookedAt, now) - overlapMs);
    const tenantIds = [...new Set([...subscribers].map(({ tenantId }) => tenantId))];
    const found = await announcements.since(tenantIds, from);
    const fresh = found.filter(({ _id }) => !recent.has(_id));
    lookedAt = now;
    recent = new Map([...recent.values(), ...fresh].filter(({ at }) => at >= from).map((one) => [one._id, one]));
    if (fresh.length > 0) for (const subscriber of subscribers) subscriber.deliver(fresh);
  }

  function schedule(): void {
    if (timer !== null || subscribers.size === 0 || isClosed) return;
    timer = setTimeout(async () => {
      await look().catch(onError);
      timer = null;
      schedule();
    }, everyMs);
    timer.unref();
  }

  return {
    get isClosed() {
      return isClosed;
    },
    join(subscriber) {
      if (subscribers.size === 0) {
        lookedAt = clock.now().getTime();
        recent = new Map();
      }
      subscribers.add(subscriber);
      if (recent.size > 0) subscriber.deliver([...recent.values()]);
      schedule();
      return () => subscribers.delete(subscriber);
    },
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      for (const subscriber of subscribers) subscriber.end();
    },
  };
}
