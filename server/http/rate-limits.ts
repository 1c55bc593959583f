import type { Connection } from 'mongoose';
import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import type { Route } from '#core/contract';
import type { RateLimitConfig } from '../config/config.js';
import { DomainError } from './domain-error.js';

/** Guessing passwords and filling the register are limited more strictly than reading. */
export type RateClass = 'general' | 'signIn' | 'register';

/** The class of a route. */
export function rateClassOf(route: Pick<Route, 'id'>): RateClass {
  if (route.id === 'signIn' || route.id === 'changePassword') return 'signIn';
  return route.id === 'register' ? 'register' : 'general';
}

export interface RateLimits {
  /** Takes one point of the caller's allowance, or throws TOO_MANY_REQUESTS with the seconds to wait. */
  consume(rateClass: RateClass, key: string): Promise<void>;
}

/** Limits per address: counted in memory by a single process, in MongoDB when several processes share the work. */
export function createRateLimits(config: RateLimitConfig, connection: Connection | null): RateLimits {
  const limiter = (rateClass: RateClass) => {
    const { points, seconds } = config[rateClass];
    const options = { keyPrefix: rateClass, points, duration: seconds };
    if (connection === null) return new RateLimiterMemory(options);
    return new RateLimiterMongo({
      ...options,
      storeClient: connection.getClient(),
      dbName: connection.name,
      tableName: 'rateLimits',
      // When the database does not answer, requests are still counted, by process.
      insuranceLimiter: new RateLimiterMemory(options),
    });
  };
  const limiters = { general: limiter('general'), signIn: limiter('signIn'), register: limiter('register') };
  return {
    async consume(rateClass, key) {
      if (!config.enabled) return;
      try {
        await limiters[rateClass].consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw new DomainError('TOO_MANY_REQUESTS', { retryAfterSeconds });
      }
    },
  };
}
