/** Projections (manual: "Project Fields to Return from Query", "Projection Operators"). */
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, type BsonValue, isDocument, isNumeric } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import { compileFilter, type FilterOptions } from '../query/compile.js';
import type { MatchDetails } from '../query/path.js';

export type Project = (document: BsonDocument) => BsonDocument;
export type Evaluate = (document: BsonDocument) => BsonValue | undefined;

export interface ProjectionContext {
  readonly filterOptions: FilterOptions;
  /** Compiles a computed field. */
  readonly expression: (expression: BsonValue) => Evaluate;
  /** The query of a find, for the positional `field.$`. */
  readonly query?: BsonDocument;
  /** `$project` knows neither `$slice: n` nor `$elemMatch` nor `$`. */
  readonly isStage?: boolean;
}

type Step =
  | { readonly kind: 'include' }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'compute'; readonly evaluate: Evaluate }
  | {
      readonly kind: 'elements';
      readonly pick: (value: BsonValue[], document: BsonDocument) => BsonValue[] | undefined;
      readonly keepsOther: boolean;
    }
  | { readonly kind: 'inner'; readonly steps: Steps };
type Steps = Map<string, Step>;

type Mode = 'inclusion' | 'exclusion';

interface Parsed {
  readonly steps: Steps;
  mode: Mode | undefined;
}

export function compileProjection(projection: BsonDocument, context: ProjectionContext): Project {
  const parsed: Parsed = { steps: new Map(), mode: undefined };
  const id = projection.get('_id');
  for (const [path, value] of projection) if (path !== '_id') addField(parsed, path, value, context);
  if (id !== undefined) addId(parsed, id, context);
  const mode = parsed.mode ?? (id !== undefined && isFalse(id) ? 'exclusion' : 'inclusion');
  if (projection.size === 0) return (document) => document;
  const onlySlices =
    parsed.mode === undefined &&
    [...parsed.steps.values()].every(
      (step) => (step.kind === 'elements' && step.keepsOther) || step.kind === 'exclude',
    );
  if (mode === 'exclusion' || (onlySlices && parsed.steps.size > 0))
    return (document) => exclude(document, parsed.steps, document);
  if (!parsed.steps.has('_id')) parsed.steps.set('_id', { kind: 'include' });
  if (id !== undefined && isFalse(id)) parsed.steps.delete('_id');
  return (document) => computeInto(include(document, parsed.steps, document), parsed.steps, document);
}

function isFalse(value: BsonValue): boolean {
  return value === false || (isNumeric(value) && toNumber(value) === 0);
}

function isFlag(value: BsonValue): boolean {
  return typeof value === 'boolean' || isNumeric(value);
}

function addId(parsed: Parsed, id: BsonValue, context: ProjectionContext): void {
  if (!isFlag(id)) addField(parsed, '_id', id, context);
  else if (isFalse(id)) parsed.steps.set('_id', { kind: 'exclude' });
  else if (parsed.mode === 'exclusion')
    throw new CommandError(31253, 'Cannot do inclusion on field _id in exclusion projection');
  else {
    parsed.mode = 'inclusion';
    parsed.steps.set('_id', { kind: 'include' });
  }
}

function setMode(parsed: Parsed, mode: Mode, path: string): void {
  if (parsed.mode !== undefined && parsed.mode !== mode)
    throw new CommandError(
      mode === 'inclusion' ? 31253 : 31254,
      `Cannot do ${mode} on field ${path} in ${parsed.mode} projection`,
    );
  parsed.mode = mode;
}

function addField(parsed: Parsed, path: string, value: BsonValue, context: ProjectionContext): void {
  if (isFlag(value)) {
    const isExcluded = isFalse(value);
    if (path.endsWith('.$') && !context.isStage) {
      addPositional(parsed, path, context);
      return;
    }
    setMode(parsed, isExcluded ? 'exclusion' : 'inclusion', path);
    place(parsed.steps, path, { kind: isExcluded ? 'exclude' : 'include' });
    return;
  }
  if (isDocument(value) && addDocument(parsed, path, value, context)) return;
  setMode(parsed, 'inclusion', path);
  place(parsed.steps, path, { kind: 'compute', evaluate: context.expression(value) });
}

/** `{$slice}`, `{$elemMatch}` and nested fields; other documents are expressions. */
function addDocument(parsed: Parsed, path: string, value: BsonDocument, context: ProjectionContext): boolean {
  const operator = value.keys().next().value;
  if (operator === undefined)
    throw new CommandError(51270, `An empty sub-projection is not a valid value. Found empty object at path ${path}`);
  if (operator === '$meta') throw notSupported('$meta');
  if (!operator.startsWith('$')) {
    for (const [inner, innerValue] of value) addField(parsed, `${path}.${inner}`, innerValue, context);
    return true;
  }
  const step = context.isStage ? undefined : elementsStep(operator, value.get(operator) as BsonValue, context);
  if (!step) return false;
  if (!step.keepsOther) setMode(parsed, 'inclusion', path);
  place(parsed.steps, path, step);
  return true;
}

function elementsStep(operator: string, operand: BsonValue, context: ProjectionContext): ElementsStep | undefined {
  if (operator === '$slice') return slice(operand);
  return operator === '$elemMatch' ? elemMatch(operand, context) : undefined;
}

function place(steps: Steps, path: string, step: Step): void {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new CommandError(40353, `FieldPath must not end with a '.' or hold an empty name: '${path}'`);
  if (parts.some((part) => part.startsWith('$')))
    throw new CommandError(16410, `FieldPath field names may not start with '$': '${path}'`);
  let level = steps;
  for (const part of parts.slice(0, -1)) {
    const existing = level.get(part) ?? { kind: 'inner', steps: new Map() };
    if (existing.kind !== 'inner') throw new CommandError(31249, `Path collision at ${path}`);
    level.set(part, existing);
    level = existing.steps;
  }
  const last = parts.at(-1) as string;
  if (level.has(last)) throw new CommandError(31250, `Path collision at ${path}`);
  level.set(last, step);
}

type ElementsStep = Extract<Step, { kind: 'elements' }>;

/** `$slice: n` or `[skip, n]`; anything else is the expression of that name. */
function slice(operand: BsonValue): ElementsStep | undefined {
  if (isNumeric(operand)) {
    const count = Math.trunc(toNumber(operand));
    return {
      kind: 'elements',
      keepsOther: true,
      pick: (array) => (count < 0 ? array.slice(count) : array.slice(0, count)),
    };
  }
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(isNumeric)) return undefined;
  const [skip, count] = operand.map((item) => Math.trunc(toNumber(item as number))) as [number, number];
  if (count <= 0)
    throw new CommandError(
      28724,
      `First argument to $slice must be an array; the number of elements must be positive, but was ${count}`,
    );
  return {
    kind: 'elements',
    keepsOther: true,
    pick: (array) => {
      const start = skip < 0 ? Math.max(0, array.length + skip) : skip;
      return array.slice(start, start + count);
    },
  };
}

function elemMatch(operand: BsonValue, context: ProjectionContext): ElementsStep {
  const filter = compileFilter(new Map([['value', new Map([['$elemMatch', operand]])]]), context.filterOptions);
  return {
    kind: 'elements',
    keepsOther: false,
    pick: (array) => {
      const details: MatchDetails = { index: undefined };
      const found = filter(new Map([['value', array]]), details);
      return found && details.index !== undefined ? [array[details.index] as BsonValue] : undefined;
    },
  };
}

function addPositional(parsed: Parsed, path: string, context: ProjectionContext): void {
  const { query } = context;
  if (!query) throw new CommandError(31256, `Cannot specify positional operator on field ${path}`);
  const filter = compileFilter(query, context.filterOptions);
  setMode(parsed, 'inclusion', path);
  place(parsed.steps, path.slice(0, -2), {
    kind: 'elements',
    keepsOther: false,
    pick: (array, document) => {
      const details: MatchDetails = { index: undefined };
      filter(document, details);
      if (details.index === undefined)
        throw new CommandError(
          51246,
          "Executor error during find command: positional operator '.$' couldn't find a matching element in the array",
        );
      return array.slice(details.index, details.index + 1);
    },
  });
}

function include(source: BsonDocument, steps: Steps, root: BsonDocument): BsonDocument {
  const result: BsonDocument = new Map();
  for (const [key, value] of source) {
    const step = steps.get(key);
    if (!step || step.kind === 'exclude' || step.kind === 'compute') continue;
    const kept = includeValue(value, step, root);
    if (kept !== undefined) result.set(key, kept);
  }
  return result;
}

function includeValue(
  value: BsonValue,
  step: Exclude<Step, { kind: 'exclude' | 'compute' }>,
  root: BsonDocument,
): BsonValue | undefined {
  if (step.kind === 'include') return value;
  if (step.kind === 'elements') {
    if (!Array.isArray(value)) return step.keepsOther ? value : undefined;
    return step.pick(value, root);
  }
  if (isDocument(value)) return include(value, step.steps, root);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((element) => {
    const kept = isDocument(element) || Array.isArray(element) ? includeValue(element, step, root) : undefined;
    return kept === undefined ? [] : [kept];
  });
}

function exclude(source: BsonDocument, steps: Steps, root: BsonDocument): BsonDocument {
  const result: BsonDocument = new Map();
  for (const [key, value] of source) {
    const step = steps.get(key);
    if (step?.kind === 'exclude') continue;
    if (!step) result.set(key, value);
    else if (step.kind === 'elements') {
      const picked = Array.isArray(value) ? step.pick(value, root) : value;
      if (picked !== undefined) result.set(key, picked);
    } else result.set(key, step.kind === 'inner' ? excludeInner(value, step.steps, root) : value);
  }
  return result;
}

function excludeInner(value: BsonValue, steps: Steps, root: BsonDocument): BsonValue {
  if (isDocument(value)) return exclude(value, steps, root);
  return Array.isArray(value) ? value.map((element) => excludeInner(element, steps, root)) : value;
}

/** Computed fields come after those that were kept, in the order they were asked for. */
function computeInto(target: BsonDocument, steps: Steps, root: BsonDocument): BsonDocument {
  for (const [key, step] of steps) {
    if (step.kind === 'compute') {
      const value = step.evaluate(root);
      if (value === undefined) target.delete(key);
      else target.set(key, value);
    } else if (step.kind === 'inner' && hasComputed(step.steps)) {
      const next = computeInner(target.get(key), step.steps, root);
      if (next !== undefined) target.set(key, next);
    }
  }
  return target;
}

function hasComputed(steps: Steps): boolean {
  return [...steps.values()].some(
    (step) => step.kind === 'compute' || (step.kind === 'inner' && hasComputed(step.steps)),
  );
}

function computeInner(value: BsonValue | undefined, steps: Steps, root: BsonDocument): BsonValue | undefined {
  if (Array.isArray(value)) return value.map((element) => computeInner(element, steps, root) ?? element);
  return computeInto(isDocument(value) ? new Map(value) : new Map(), steps, root);
}

/** `$addFields`: every field stays, and the computed ones are added or replaced. */
export function compileAddFields(fields: BsonDocument, context: ProjectionContext): Project {
  const steps: Steps = new Map();
  const add = (path: string, value: BsonValue): void => {
    const first = isDocument(value) ? value.keys().next().value : undefined;
    if (isDocument(value) && first !== undefined && !first.startsWith('$')) {
      for (const [inner, innerValue] of value) add(`${path}.${inner}`, innerValue);
      return;
    }
    place(steps, path, { kind: 'compute', evaluate: context.expression(value) });
  };
  for (const [path, value] of fields) add(path, value);
  return (document) => computeInto(new Map(document), steps, document);
}

/** `$unset`: removes the fields and keeps the rest. */
export function compileUnset(paths: readonly string[]): Project {
  const steps: Steps = new Map();
  for (const path of paths) place(steps, path, { kind: 'exclude' });
  return (document) => exclude(document, steps, document);
}
