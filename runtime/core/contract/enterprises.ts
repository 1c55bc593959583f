import { cellProblemCodes, snapshotLimits } from '../screening/index.js';
import { defineRoute } from './route.js';
import { day, empty, id, instant, page, pageOf, text } from './shared.js';
import { z } from './zod.js';

const tag = 'enterprises';

const variableType = z.enum(['string', 'number', 'boolean', 'date', 'money', 'list']);
const variable = z.strictObject({
  name: text(40),
  label: text(60),
  type: variableType,
  unit: z.string().max(10).optional(),
  /** The body it comes from; empty takes that of the import. */
  source: z.string().max(60),
  audience: z.enum(['enterprise', 'person', 'both']),
  values: z.array(z.string().max(60)).max(100).optional(),
});
/** A column of the file and the variable it fills; columns that are not named are left out. */
const column = z.strictObject({
  index: z
    .int()
    .min(0)
    .max(snapshotLimits.columns - 1),
  variable,
  moneyUnit: z.enum(['yuan', 'wan']).optional(),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();
const snapshot = z.strictObject({
  rows: z.int(),
  columns: z.array(variable),
  /** The day for which the data hold. */
  asOf: day,
  importedAt: instant,
  importedBy: z.string(),
  fileName: z.string(),
});

const mistake = z.strictObject({
  code: z.enum(cellProblemCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  row: z.int(),
  column: z.string(),
  value: z.string(),
});

/** Long work as pages show it. */
export const progress = z.strictObject({
  done: z.int(),
  /** Null while nobody can know yet. */
  total: z.int().nullable(),
  /** 0 … 100 */
  percent: z.int(),
  secondsLeft: z.int().nullable(),
});

const importStatus = z.enum(['uploaded', 'running', 'refused', 'failed', 'cancelled', 'done']);
const imported = z.strictObject({
  id,
  fileName: z.string(),
  bytes: z.int(),
  status: importStatus,
  headers: z.array(z.string()),
  /** The first rows, as they were read. */
  samples: z.array(z.array(z.string().nullable())),
  /** What each column seems to be; the mapping itself once it is started. */
  columns: z.array(column),
  /** Names among them that no rule knows yet. */
  newVariables: z.array(z.string()),
  progress,
  mistakes: z.array(mistake),
  mistakeCount: z.int(),
  /** Why it failed as a whole. */
  problem: z
    .strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  startedBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type EnterpriseImport = z.output<typeof imported>;

const importParams = z.strictObject({ importId: id });

export const enterpriseRoutes = {
  getSnapshot: defineRoute({
    id: 'getSnapshot',
    method: 'get',
    path: '/api/enterprises/snapshot',
    tag,
    summary: 'The enterprise snapshot (企业库快照) in force: its columns, rows and day',
    access: ['enterprise.import', 'screening.run', 'policy.design'],
    answer: z.strictObject({ snapshot: snapshot.nullable() }),
  }),
  listSnapshotFirms: defineRoute({
    id: 'listSnapshotFirms',
    method: 'get',
    path: '/api/enterprises/firms',
    tag,
    summary: 'Firms of the snapshot in file order, or the one with this whole credit code or name; codes masked',
    access: ['enterprise.import', 'screening.run'],
    query: z.strictObject({ query: z.string().trim().max(120).optional(), ...page }),
    answer: pageOf(
      z.strictObject({ key: z.string(), name: z.string(), codeMasked: z.string(), values: z.array(value) }),
    ),
  }),
  listEnterpriseImports: defineRoute({
    id: 'listEnterpriseImports',
    method: 'get',
    path: '/api/enterprises/imports',
    tag,
    summary: 'Imports of snapshots, newest first, without their mistakes',
    access: ['enterprise.import'],
    query: z.strictObject({ ...page }),
    answer: pageOf(imported.omit({ mistakes: true, samples: true })),
  }),
  uploadEnterpriseFile: defineRoute({
    id: 'uploadEnterpriseFile',
    method: 'post',
    path: '/api/enterprises/imports',
    tag,
    summary:
      'Upload a CSV (UTF-8, UTF-16 or GB 18030) or XLSX as the raw body (≤ 50 MB); the answer guesses what each column is. Nothing is imported yet',
    access: ['enterprise.import'],
    query: z.strictObject({ name: text(200) }),
    stream: 'request',
    answer: imported,
    status: 201,
    errors: ['FILE_TOO_LARGE', 'FILE_EMPTY', 'TABLE_UNREADABLE', 'UNSUPPORTED_MEDIA_TYPE'],
  }),
  getEnterpriseImport: defineRoute({
    id: 'getEnterpriseImport',
    method: 'get',
    path: '/api/enterprises/imports/:importId',
    tag,
    summary: 'One import: columns, progress, mistakes by row and column',
    access: ['enterprise.import'],
    params: importParams,
    answer: imported,
  }),
  startEnterpriseImport: defineRoute({
    id: 'startEnterpriseImport',
    method: 'post',
    path: '/api/enterprises/imports/:importId/start',
    tag,
    summary:
      'Check every row and, if none is wrong, make it the snapshot in force; with one wrong row nothing is taken over',
    access: ['enterprise.import'],
    params: importParams,
    body: z.strictObject({
      columns: z.array(column).min(1).max(snapshotLimits.columns),
      asOf: day,
      /** The body that the data come from, where a column does not name its own. */
      source: text(60),
    }),
    answer: imported,
    errors: ['COLUMNS_INVALID', 'IMPORT_RUNNING', 'ACTION_NOT_ALLOWED'],
  }),
  cancelEnterpriseImport: defineRoute({
    id: 'cancelEnterpriseImport',
    method: 'post',
    path: '/api/enterprises/imports/:importId/cancel',
    tag,
    summary: 'Stop an import, or throw an uploaded file away; the snapshot in force stays',
    access: ['enterprise.import'],
    params: importParams,
    body: empty,
    answer: imported,
    errors: ['ACTION_NOT_ALLOWED'],
  }),
};
