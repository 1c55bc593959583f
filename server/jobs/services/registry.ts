import type { Deps } from '../../http/deps.js';
import { payout, webhook } from './call-outside.js';
import { createOutbound } from './outbound.js';
import { done, failed, type ServiceHandler } from './service-handler.js';

/** What each type of service task does (`duixian:service`). */
export type ServiceRegistry = ReadonlyMap<string, ServiceHandler>;

export function createServiceRegistry(deps: Deps): ServiceRegistry {
  const outbound = createOutbound(deps.config.outbound);
  return new Map<string, ServiceHandler>([
    // Put up with the command itself; its days are the flow's own timer.
    ['publicity', async () => done],
    // The notice is made by the outbox of the command that ends the job (`effects/notices-of`), so that it is sent once.
    ['notify', async ({ params }) => ((params.text ?? '').trim() === '' ? failed('text-missing') : done)],
    ['payout', payout(deps, outbound)],
    ['webhook', webhook(deps, outbound)],
  ]);
}
