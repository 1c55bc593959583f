/** Manual: "$group", "$bucket", "$sortByCount". */
import { compareValues, equalValues, typeOrder } from '../bson/compare.js';
import { encodeKey } from '../bson/key-string.js';
import { type BsonDocument, type BsonValue, doc, isDocument, type Maybe } from '../bson/value.js';
import { CommandError } from '../errors.js';
import type { Flow } from '../plan/scan.js';
import { type Accumulator, compileAccumulator, type MakeAccumulator } from './accumulators.js';
import type { Evaluator } from './environment.js';
import type { StageContext } from './pipeline.js';
import { type CompileStage, demandDocument } from './stages.js';

interface Group {
  readonly id: Maybe;
  readonly accumulators: readonly Accumulator[];
}

/** Groups by value: 1, 1.0 and Long 1 are one; a missing id is null. */
class Groups {
  readonly #byKey = new Map<string, Group[]>();
  readonly #makers: readonly MakeAccumulator[];

  constructor(makers: readonly MakeAccumulator[]) {
    this.#makers = makers;
  }

  demand(id: BsonValue): Group {
    const key = encodeKey([id]).bytes.toString('latin1');
    const same = this.#byKey.get(key) ?? [];
    const found = same.find((group) => equalValues(group.id as BsonValue, id));
    if (found) return found;
    const group = { id, accumulators: this.#makers.map((make) => make()) };
    this.#byKey.set(key, [...same, group]);
    return group;
  }

  *all(): Generator<Group> {
    for (const same of this.#byKey.values()) yield* same;
  }
}

interface Grouping {
  readonly id: Evaluator;
  readonly fields: readonly (readonly [string, MakeAccumulator])[];
  readonly context: StageContext;
}

function* grouped(input: Flow<BsonDocument>, { id, fields, context }: Grouping): Flow<BsonDocument> {
  const groups = new Groups(fields.map(([, make]) => make));
  for (const root of input) {
    yield undefined;
    if (!root) continue;
    const environment = { root, variables: context.variables };
    const { accumulators } = groups.demand(id(environment) ?? null);
    for (const accumulator of accumulators) accumulator.add(environment);
  }
  for (const group of groups.all()) {
    const result: BsonDocument = new Map([['_id', group.id ?? null]]);
    for (const [position, [name]] of fields.entries()) {
      const value = group.accumulators[position]?.result;
      if (value !== undefined) result.set(name, value);
    }
    yield result;
  }
}

function accumulatorsOf(spec: BsonDocument, context: StageContext, except: string): [string, MakeAccumulator][] {
  return [...spec]
    .filter(([name]) => name !== except)
    .map(([name, value]) => [name, compileAccumulator(name, value, context.scope)]);
}

export const group: CompileStage = (operand, context) => {
  const spec = demandDocument(operand, '$group', 15947);
  if (!spec.has('_id')) throw new CommandError(15955, 'a group specification must include an _id');
  const id = context.scope.compile(spec.get('_id') as BsonValue, context.scope);
  const fields = accumulatorsOf(spec, context, '_id');
  return (input) => grouped(input, { id, fields, context });
};

export const sortByCount: CompileStage = (operand, context) => {
  const isExpression =
    (typeof operand === 'string' && operand.startsWith('$')) ||
    (isDocument(operand) && operand.keys().next().value?.startsWith('$'));
  if (!isExpression)
    throw new CommandError(40149, 'the sortByCount field must be specified as a path or an expression with $');
  const counted = group(doc({ _id: operand, count: doc({ $sum: 1 }) }), context);
  const order = context.compilePipeline([doc({ $sort: doc({ count: -1 }) })], context);
  return (input) => order(counted(input));
};

export const bucket: CompileStage = (operand, context) => {
  const spec = demandDocument(operand, '$bucket', 40201);
  for (const field of spec.keys())
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(field))
      throw new CommandError(40197, `Unrecognized option to $bucket: ${field}.`);
  const boundaries = boundariesOf(spec.get('boundaries'));
  if (!spec.has('groupBy'))
    throw new CommandError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  const by = context.scope.compile(spec.get('groupBy') as BsonValue, context.scope);
  const otherwise = spec.get('default');
  const output = spec.get('output') ?? doc({ count: doc({ $sum: 1 }) });
  const fields = accumulatorsOf(demandDocument(output, '$bucket', 40196), context, '');
  const id: Evaluator = (environment) => {
    const found = bucketOf(by(environment), boundaries);
    if (found !== undefined) return found;
    if (otherwise === undefined)
      throw new CommandError(
        7157302,
        '$bucket could not find a matching branch for an input, and no default was specified.',
      );
    return otherwise;
  };
  const order = context.compilePipeline([doc({ $sort: doc({ _id: 1 }) })], context);
  return (input) => order(grouped(input, { id, fields, context }));
};

function boundariesOf(value: Maybe): BsonValue[] {
  if (!Array.isArray(value) || value.length < 2)
    throw new CommandError(40192, "The $bucket 'boundaries' field must be an array with at least 2 values");
  for (const [index, boundary] of value.slice(1).entries()) {
    const before = value[index] as BsonValue;
    if (typeOrder(before) !== typeOrder(boundary))
      throw new CommandError(40193, 'All values in the $bucket boundaries must have the same type');
    if (compareValues(before, boundary) >= 0)
      throw new CommandError(40194, 'The $bucket boundaries must be sorted in ascending order');
  }
  return value;
}

function bucketOf(value: Maybe, boundaries: readonly BsonValue[]): BsonValue | undefined {
  const position = boundaries.findLastIndex((boundary) => value !== undefined && compareValues(value, boundary) >= 0);
  return position >= 0 && position < boundaries.length - 1 ? boundaries[position] : undefined;
}
