import { maxFen } from '#core/money';
import { err, ok, type Result } from '#core/result';
import { type Shape, shapeFaults } from './shape.js';
import {
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
          clause: text(60),
          feel: text(4_000),
          kind: oneOf('must', 'exclusion', 'informational'),
          onUnknown: oneOf('ask', 'review'),
        },
        optional: { note: text(200) },
      },
    },
    amount: {
      is: 'nullable',
      of: {
        is: 'object',
        needed: { formula: text(4_000), clause: text(60), explanation: text(200) },
        optional: { capFen: fen, floorFen: fen },
      },
    },
  },
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
