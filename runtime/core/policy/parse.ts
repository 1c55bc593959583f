import { columnTypes, hitPolicies } from '#core/dmn';
import { maxFen } from '#core/money';
import { err, ok, type Result } from '#core/result';
import { type Shape, shapeFaults } from './shape.js';
import {
  onUnknownChoices,
  type PolicyElements,
  type PolicyMaterial,
  type PolicyPartName,
  type PolicyProblem,
  type PolicyRules,
  policyClasses,
  projectClasses,
  redemptions,
} from './types.js';

const text = (max: number): Shape => ({ is: 'text', max });
const oneOf = (...values: readonly string[]): Shape => ({ is: 'one-of', values });
const fen: Shape = { is: 'integer', min: 0, max: maxFen };

const elementsShape: Shape = {
  is: 'object',
  needed: {
    title: text(80),
    summary: text(200),
    audience: oneOf('enterprise', 'person'),
    policyClass: oneOf(...policyClasses),
    redemption: oneOf(...redemptions),
    projectClass: oneOf(...projectClasses),
    document: { is: 'object', needed: { title: text(200), number: text(80), issuer: text(120) } },
    ownerUnit: text(80),
    area: text(80),
    contacts: {
      is: 'list',
      max: 10,
      of: { is: 'object', needed: { name: text(60), phone: text(40), hours: text(60), address: text(120) } },
    },
    complaintPhone: text(40),
    opensOn: { is: 'nullable', of: text(10) },
    closesOn: { is: 'nullable', of: text(10) },
    promisedWorkingDays: { is: 'integer', min: 0, max: 250 },
    visits: { is: 'integer', min: 0, max: 9 },
    maxAmountText: text(60),
    demoValues: { is: 'list', max: 100, of: { is: 'object', needed: { path: text(120), note: text(200) } } },
  },
  optional: {
    translations: { is: 'object', needed: { 'en-US': { is: 'map', of: text(2_000), max: 500 } } },
  },
};

const feel = text(4_000);
const positive: Shape = { is: 'integer', min: 1, max: maxFen };
const period = oneOf('year', 'ever');
const clause = text(120);

const tableShape: Shape = {
  is: 'object',
  needed: {
    kind: oneOf('table'),
    hitPolicy: oneOf(...hitPolicies),
    inputs: {
      is: 'list',
      max: 20,
      of: {
        is: 'object',
        needed: { id: { is: 'id' }, label: text(120), feel, type: oneOf(...columnTypes), allowed: text(1_000) },
      },
    },
    outputs: {
      is: 'list',
      max: 10,
      of: {
        is: 'object',
        needed: {
          id: { is: 'id' },
          name: text(60),
          label: text(120),
          type: oneOf(...columnTypes),
          allowed: text(1_000),
          otherwise: text(1_000),
        },
      },
    },
    rules: {
      is: 'list',
      max: 500,
      of: {
        is: 'object',
        needed: {
          id: { is: 'id' },
          when: { is: 'list', max: 20, of: text(1_000) },
          give: { is: 'list', max: 10, of: text(1_000) },
          note: text(300),
        },
      },
    },
  },
};

const decisionShape: Shape = {
  is: 'object',
  needed: {
    id: { is: 'id' },
    name: text(60),
    clause,
    logic: {
      is: 'by-kind',
      of: { table: tableShape, expression: { is: 'object', needed: { kind: oneOf('expression'), feel } } },
    },
  },
};

const amountShape: Shape = {
  is: 'object',
  needed: { formula: feel, clause, explanation: text(300) },
  optional: {
    capFen: fen,
    floorFen: fen,
    rounding: {
      is: 'object',
      needed: {
        toFen: { is: 'one-of-numbers', values: [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] },
        how: oneOf('half-up', 'up', 'down'),
      },
    },
    instalments: {
      is: 'list',
      max: 12,
      of: {
        is: 'object',
        needed: { percent: { is: 'integer', min: 1, max: 100 }, afterMonths: { is: 'integer', min: 0, max: 120 } },
      },
    },
    group: { is: 'object', needed: { key: text(40), mode: oneOf('top-up', 'one-only'), period } },
    yearlyCap: { is: 'object', needed: { capFen: positive }, optional: { key: text(40) } },
  },
};

const rulesShape: Shape = {
  is: 'object',
  needed: {
    conditions: {
      is: 'list',
      max: 60,
      of: {
        is: 'object',
        needed: {
          id: { is: 'id' },
          title: text(120),
          clause,
          feel,
          kind: oneOf('must', 'exclusion', 'informational'),
          onUnknown: oneOf(...onUnknownChoices),
        },
        optional: { note: text(300), advice: text(300) },
      },
    },
    decisions: { is: 'list', max: 40, of: decisionShape },
    amount: { is: 'nullable', of: amountShape },
  },
  optional: { once: period },
};

const materialsShape: Shape = {
  is: 'list',
  max: 60,
  of: {
    is: 'object',
    needed: {
      id: { is: 'id' },
      title: text(80),
      heldByGovernment: { is: 'boolean' },
      originalNeeded: { is: 'boolean' },
      note: text(200),
    },
    optional: { fieldId: text(60), heldBy: text(60), sample: text(300) },
  },
};

function parse<T>(part: PolicyPartName, json: unknown, shape: Shape): Result<T, readonly PolicyProblem[]> {
  const faults = shapeFaults(json, shape);
  if (faults.length === 0) return ok(json as T);
  return err(faults.map(({ path, code, params }) => ({ part, place: path, code, params, severity: 'error' })));
}

/** Reads a part as it came over the wire: its shape only, since a draft may be unfinished. Unknown keys are refused. */
export const parseElements = (json: unknown): Result<PolicyElements, readonly PolicyProblem[]> =>
  parse('elements', json, elementsShape);
/** See `parseElements`. */
export const parseRules = (json: unknown): Result<PolicyRules, readonly PolicyProblem[]> =>
  parse('rules', json, rulesShape);
/** See `parseElements`. */
export const parseMaterials = (json: unknown): Result<readonly PolicyMaterial[], readonly PolicyProblem[]> =>
  parse('materials', json, materialsShape);
