import { activitiesCases } from './activities.js';
import { approvalsCases } from './approvals.js';
import { collaborationCases } from './collaboration.js';
import { eventsCases } from './events.js';
import { gatewaysCases } from './gateways.js';
import { scopesCases } from './scopes.js';
import { type LintCase, names } from './shapes.js';

/** Of every rule about structure, for elements that are executed and for those that are not. */
export const lintCases: readonly LintCase[] = [
  ...eventsCases,
  ...scopesCases,
  ...gatewaysCases,
  ...activitiesCases,
  ...collaborationCases,
  ...approvalsCases,
].map(({ root = '', goodRoot = root, ...one }) => ({ ...one, root: names + root, goodRoot: names + goodRoot }));
