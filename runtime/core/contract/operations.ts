import { migrationReasonCodes } from '../flow/index.js';
import { outcome } from './case-shapes.js';
import { defineRoute } from './route.js';
import { commandId, id, instant, page, pageOf, text } from './shared.js';
import { z } from './zod.js';

/* What keeps running cases going: incidents, messages from outside, moving cases to another version, checking histories. */

const tag = 'operations';
const version = z.int().min(1);

const incident = z.strictObject({
  /** In its case. */
  incidentId: id,
  caseId: id,
  caseNumber: z.string(),
  policyId: id,
  policyTitle: z.string(),
  applicantName: z.string(),
  elementId: z.string(),
  elementName: z.string(),
  /** What kind of fault, e.g. `SERVICE_FAILED`; words come from the catalogue. */
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Ways out of the element, for moving it on; one must be named where there are several. */
  ways: z.array(z.strictObject({ flowId: z.string(), name: z.string() })),
  raisedAt: instant,
});
export type IncidentView = z.output<typeof incident>;

const incidentParams = z.strictObject({ caseId: id, incidentId: id });
const resolveErrors = [
  'CASE_FINISHED',
  'CASE_BUSY',
  'INCIDENT_GONE',
  'FLOW_REFUSED',
  'LIMIT_EXCEEDED',
  'IDEMPOTENCY_KEY_REUSED',
] as const;

const variables = z.record(z.string().max(100), z.union([z.string().max(2000), z.number(), z.boolean()]));
const elementMap = z.record(z.string().max(200), z.string().max(200));

const reason = z.strictObject({
  code: z.enum(migrationReasonCodes),
  /** The step (`elementName`) or field (`field`) that is meant. */
  params: z.record(z.string(), z.string()),
});

const migrationRow = z.strictObject({
  caseId: id,
  number: z.string(),
  applicantName: z.string(),
  /** Where it is now. */
  steps: z.array(z.string()),
  /** Empty where it can be moved. */
  reasons: z.array(reason),
});
export type MigrationRow = z.output<typeof migrationRow>;

const migration = z.strictObject({
  id,
  fromVersion: version,
  toVersion: version,
  reason: z.string(),
  byName: z.string(),
  createdAt: instant,
  status: z.enum(['running', 'done']),
  total: z.int(),
  moved: z.int(),
  /** Left on their version, with why; at most the first hundred. */
  left: z.int(),
  leftRows: z.array(migrationRow),
});
export type MigrationView = z.output<typeof migration>;

const policyParams = z.strictObject({ policyId: id });
const migrationAsk = { fromVersion: version, toVersion: version, elements: elementMap };

export const operationRoutes = {
  listIncidents: defineRoute({
    id: 'listIncidents',
    method: 'get',
    path: '/api/incidents',
    tag,
    summary: 'Open incidents of the units one administers, newest first',
    access: ['case.repair'],
    query: z.strictObject({ policyId: id.optional(), code: z.string().max(60).optional(), ...page }),
    answer: z.strictObject({
      ...pageOf(incident).shape,
      /** Policies and kinds that have open incidents, for the filters. */
      facets: z.array(z.strictObject({ policyId: id, policyTitle: z.string(), code: z.string() })),
    }),
  }),
  retryIncident: defineRoute({
    id: 'retryIncident',
    method: 'post',
    path: '/api/cases/:caseId/incidents/:incidentId/retry',
    tag,
    summary: 'Do again what failed, with reason',
    access: ['case.repair'],
    params: incidentParams,
    body: z.strictObject({ commandId, reason: text(500) }),
    answer: outcome,
    errors: resolveErrors,
  }),
  moveOnIncident: defineRoute({
    id: 'moveOnIncident',
    method: 'post',
    path: '/api/cases/:caseId/incidents/:incidentId/move-on',
    tag,
    summary: 'Pass over what failed and go on by one of the ways out, with reason',
    access: ['case.repair'],
    params: incidentParams,
    body: z.strictObject({ commandId, reason: text(500), flowId: z.string().max(200).optional() }),
    answer: outcome,
    errors: resolveErrors,
  }),
  sendMessage: defineRoute({
    id: 'sendMessage',
    method: 'post',
    path: '/api/messages',
    tag,
    summary: 'A message from outside for the case of this number that waits for it (correlation by number)',
    access: ['case.repair'],
    body: z.strictObject({ commandId, name: text(100), caseNumber: text(60), variables: variables.optional() }),
    answer: outcome,
    errors: ['NOTHING_WAITS', 'CASE_FINISHED', 'CASE_BUSY', 'FLOW_REFUSED', 'LIMIT_EXCEEDED', 'IDEMPOTENCY_KEY_REUSED'],
  }),
  sendSignal: defineRoute({
    id: 'sendSignal',
    method: 'post',
    path: '/api/signals',
    tag,
    summary: 'A signal for every case of the units one administers that waits for it now; delivered in the background',
    access: ['case.repair'],
    status: 201,
    body: z.strictObject({ commandId, name: text(100), variables: variables.optional() }),
    answer: z.strictObject({ waiting: z.int() }),
    errors: ['IDEMPOTENCY_KEY_REUSED'],
  }),
  checkHistory: defineRoute({
    id: 'checkHistory',
    method: 'get',
    path: '/api/cases/:caseId/history-check',
    tag,
    summary:
      'Whether a case’s history is whole: no gap, no changed entry, an unbroken chain, and replaying it gives the case (N10)',
    access: ['audit.read', 'case.repair'],
    params: z.strictObject({ caseId: id }),
    answer: z.strictObject({
      entries: z.int(),
      checkedAt: instant,
      /** Null where it is whole; else the first entry that is wrong, and how. */
      fault: z
        .strictObject({ seq: z.int(), kind: z.enum(['missing', 'changed', 'unchained', 'unlike-case']) })
        .nullable(),
    }),
  }),
  listMovable: defineRoute({
    id: 'listMovable',
    method: 'get',
    path: '/api/migrations',
    tag,
    summary: 'Policies of one’s units that have running cases, with how many on which version',
    access: ['case.repair'],
    answer: z.strictObject({
      policies: z.array(
        z.strictObject({
          policyId: id,
          title: z.string(),
          version,
          cases: z.array(z.strictObject({ version, count: z.int() })),
        }),
      ),
    }),
  }),
  getMigrationMap: defineRoute({
    id: 'getMigrationMap',
    method: 'get',
    path: '/api/policies/:policyId/migration-map/:version/:toVersion',
    tag,
    summary: 'The elements of a version with what each may become in another, and the map that suggests itself',
    access: ['case.repair'],
    params: z.strictObject({
      policyId: id,
      version: z.coerce.number().int().min(1),
      toVersion: z.coerce.number().int().min(1),
    }),
    answer: z.strictObject({
      elements: z.array(
        z.strictObject({
          elementId: z.string(),
          name: z.string(),
          type: z.string(),
          suggestion: z.string().nullable(),
          targets: z.array(z.strictObject({ elementId: z.string(), name: z.string() })),
        }),
      ),
    }),
  }),
  tryMigration: defineRoute({
    id: 'tryMigration',
    method: 'post',
    path: '/api/policies/:policyId/migrations/try',
    tag,
    summary: 'What moving would do, case by case; nothing is written',
    access: ['case.repair'],
    params: policyParams,
    body: z.strictObject({
      ...migrationAsk,
      cursor: z.string().max(500).optional(),
      limit: z.int().min(1).max(100).default(50),
    }),
    answer: z.strictObject({ ...pageOf(migrationRow).shape, total: z.int() }),
  }),
  startMigration: defineRoute({
    id: 'startMigration',
    method: 'post',
    path: '/api/policies/:policyId/migrations',
    tag,
    summary: 'Moves the running cases that can be moved, in the background; each keeps it in its history',
    access: ['case.repair'],
    params: policyParams,
    status: 201,
    body: z.strictObject({ ...migrationAsk, commandId, reason: text(500) }),
    answer: z.strictObject({ migrationId: id }),
    errors: ['IDEMPOTENCY_KEY_REUSED'],
  }),
  getMigration: defineRoute({
    id: 'getMigration',
    method: 'get',
    path: '/api/policies/:policyId/migrations/:migrationId',
    tag,
    summary: 'How far a migration is, and what was left where it is',
    access: ['case.repair'],
    params: z.strictObject({ policyId: id, migrationId: id }),
    answer: migration,
  }),
  listMigrations: defineRoute({
    id: 'listMigrations',
    method: 'get',
    path: '/api/policies/:policyId/migrations',
    tag,
    summary: 'The latest migrations of a policy',
    access: ['case.repair'],
    params: policyParams,
    answer: z.strictObject({ items: z.array(migration.omit({ leftRows: true })) }),
  }),
};
