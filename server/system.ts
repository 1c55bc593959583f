import { randomBytes } from 'node:crypto';
import type { Clock, Ids } from './http/deps.js';

/** The real clock; only the entries (`main`, `demo`) use it, everything else is given one. */
export const systemClock: Clock = { now: () => new Date() };

/** 120 random bits, url-safe. */
export const randomIds: Ids = { newId: () => randomBytes(15).toString('base64url') };
