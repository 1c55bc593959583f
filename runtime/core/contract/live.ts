import { defineRoute } from './route.js';
import { id } from './shared.js';
import { z } from './zod.js';

export const liveTopics = ['tasks', 'cases', 'notices'] as const;

/** Says what to fetch anew, never what it contains; `id` names the case, where it is one. */
export const liveEvent = z.strictObject({ topic: z.enum(liveTopics), id: id.optional() });
export type LiveEvent = z.output<typeof liveEvent>;

export const liveRoutes = {
  streamEvents: defineRoute({
    id: 'streamEvents',
    method: 'get',
    path: '/api/events',
    tag: 'live',
    summary:
      'An endless stream of what has changed for the caller, as server-sent events whose data is `{topic, id?}` (D15). Ends when the token does; renew it and connect again',
    access: 'signed-in',
    stream: 'answer',
    answerType: 'text/event-stream',
    answer: liveEvent,
  }),
};
