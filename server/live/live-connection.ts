import type { Response } from 'express';
import type { LiveEvent } from '#core/contract';
import type { Principal } from '../http/principal.js';
import type { Announcement } from './announcements.js';
import { eventsFor } from './audience.js';
import type { Subscriber } from './live-hub.js';

/** A reader this far behind is not reading. */
const mostWaitingBytes = 64 * 1024;

/** One open stream: who listens, and whether they still may. */
export interface LiveConnection extends Subscriber {
  /** Settles when the stream has ended, from whichever side. */
  readonly ended: Promise<void>;
}

/**
 * Writes server-sent events to an answer. Whether the token still holds is asked again at every beat and before every
 * delivery: the first refusal ends the stream, and nothing is told any more.
 */
export function openConnection(parts: {
  readonly principal: Principal;
  readonly response: Response;
  readonly beatMs: number;
  readonly authenticate: () => Promise<Principal>;
}): LiveConnection {
  const { response, beatMs, authenticate } = parts;
  let { principal } = parts;
  let isOpen = true;

  const end = () => {
    isOpen = false;
    response.end();
  };
  const write = (text: string) => {
    if (!isOpen) return;
    response.write(text);
    if (response.writableLength > mostWaitingBytes) {
      isOpen = false;
      response.destroy();
    }
  };
  /** Any failure ends the stream; the page connects again and is then told why, if there is a reason. */
  const still = async (then: () => void) => {
    try {
      principal = await authenticate();
    } catch {
      return end();
    }
    then();
  };

  response
    .status(200)
    .set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // A proxy that collects answers would hold the events back.
      'X-Accel-Buffering': 'no',
    })
    .flushHeaders();
  write(': listening\n\n');
  const beat = setInterval(() => void still(() => write(': beat\n\n')), beatMs);
  beat.unref();
  const ended = new Promise<void>((resolve) => {
    response.once('close', () => {
      isOpen = false;
      clearInterval(beat);
      resolve();
    });
  });

  return {
    tenantId: principal.tenantId,
    ended,
    end,
    deliver(announcements: readonly Announcement[]) {
      if (eventsFor(principal, announcements).length === 0) return;
      void still(() => write(eventsFor(principal, announcements).map(frame).join('')));
    },
  };
}

const frame = (event: LiveEvent) => `data: ${JSON.stringify(event)}\n\n`;
