import type { AwardLedger } from '../awards/award-ledger.js';
import type { FileStore } from '../files/file-store.js';
import type { Deps } from '../http/deps.js';
import type { CaseNumbers } from '../numbers/case-numbers.js';
import type { Relay } from '../outbox/relay.js';
import type { PolicyServices } from '../policies/policy-services.js';
import type { CaseStore } from './case-store.js';
import type { CaseHistory } from './history.js';

/** What the case feature works with. */
export interface CaseServices {
  readonly deps: Deps;
  readonly policies: PolicyServices;
  readonly store: CaseStore;
  readonly history: CaseHistory;
  readonly relay: Relay;
  readonly files: FileStore;
  readonly numbers: CaseNumbers;
  readonly awards: AwardLedger;
}
