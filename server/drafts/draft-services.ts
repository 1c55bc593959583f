import type { CaseServices } from '../cases/case-services.js';
import type { DraftStore } from './draft-store.js';

/** What drafts work with: everything that cases do, since a draft becomes one. */
export interface DraftServices extends CaseServices {
  readonly drafts: DraftStore;
}
