/** Manual: "Aggregation Stages". Each stage turns one flow of documents into another. */
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, type BsonValue, doc, isDocument, isNumeric, typeName } from '../bson/value.js';
import { sliced, sorted } from '../engine/find.js';
import { CommandError, notSupported } from '../errors.js';
import type { Flow } from '../plan/scan.js';
import {
  compileAddFields,
  compileProjection,
  compileUnset,
  type Evaluate,
  type ProjectionContext,
} from '../projection/compile.js';
import { compileFilter } from '../query/compile.js';
import { parseSort } from '../query/sort.js';
import { bucket, group, sortByCount } from './group.js';
import { facet, lookup, unionWith } from './joins.js';
import { type Pipeline, type StageContext, stageFilterOptions } from './pipeline.js';
import { unwind } from './unwind.js';

export type Stage = (input: Flow<BsonDocument>) => Flow<BsonDocument>;
export type CompileStage = (operand: BsonValue, context: StageContext) => Stage;

export function demandDocument(operand: BsonValue, name: string, code = 40272): BsonDocument {
  if (!isDocument(operand))
    throw new CommandError(code, `the ${name} stage specification must be an object, but is ${typeName(operand)}`);
  return operand;
}

function* mapped(input: Flow<BsonDocument>, change: (document: BsonDocument) => BsonDocument): Flow<BsonDocument> {
  for (const document of input) yield document && change(document);
}

function projectionContext(context: StageContext): ProjectionContext {
  return {
    filterOptions: stageFilterOptions(context),
    expression: (expression) => evaluator(expression, context),
    isStage: true,
  };
}

function evaluator(expression: BsonValue, { scope, variables }: StageContext): Evaluate {
  const evaluate = scope.compile(expression, scope);
  return (root) => evaluate({ root, variables });
}

const match: CompileStage = (operand, context) => {
  const filter = compileFilter(demandDocument(operand, '$match', 15959), stageFilterOptions(context));
  return function* (input) {
    for (const document of input) {
      if (!document) yield undefined;
      else if (filter(document)) yield document;
    }
  };
};

const project: CompileStage = (operand, context) => {
  const spec = demandDocument(operand, '$project', 15969);
  if (spec.size === 0)
    throw new CommandError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const change = compileProjection(spec, projectionContext(context));
  return (input) => mapped(input, change);
};

const addFields: CompileStage = (operand, context) => {
  const change = compileAddFields(demandDocument(operand, '$addFields', 40272), projectionContext(context));
  return (input) => mapped(input, change);
};

const unset: CompileStage = (operand) => {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0 || !paths.every((path): path is string => typeof path === 'string'))
    throw new CommandError(31002, '$unset specification must be a string or an array of strings');
  const change = compileUnset(paths);
  return (input) => mapped(input, change);
};

const sort: CompileStage = (operand, { scope }) => {
  const spec = parseSort(demandDocument(operand, '$sort', 15973));
  if (spec.length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
  return function* (input) {
    for (const item of sorted(boxed(input), { sort: spec, keep: undefined, compareStrings: scope.compareStrings }))
      yield item?.document;
  };
};

function* boxed(input: Flow<BsonDocument>): Flow<{ document: BsonDocument }> {
  for (const document of input) yield document && { document };
}

function demandCount(operand: BsonValue, name: string, { min, code }: { min: number; code: number }): number {
  const number = isNumeric(operand) ? toNumber(operand) : Number.NaN;
  if (!Number.isInteger(number) || number < min)
    throw new CommandError(code, `invalid argument to ${name} stage: Expected a whole number of at least ${min}`);
  return number;
}

const limit: CompileStage = (operand) => {
  const count = demandCount(operand, '$limit', { min: 1, code: 15958 });
  return (input) => sliced(input, 0, count);
};

const skip: CompileStage = (operand) => {
  const count = demandCount(operand, '$skip', { min: 0, code: 5107200 });
  return (input) => sliced(input, count, 0);
};

const count: CompileStage = (operand) => {
  if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.'))
    throw new CommandError(40156, 'the count field must be a non-empty string without $ and dots');
  return function* (input) {
    let n = 0;
    for (const document of input) {
      if (document) n++;
      yield undefined;
    }
    if (n > 0) yield doc({ [operand]: n });
  };
};

const replaceWith: CompileStage = (operand, context) => {
  const evaluate = evaluator(operand, context);
  return (input) =>
    mapped(input, (document) => {
      const next = evaluate(document);
      if (!isDocument(next))
        throw new CommandError(
          40228,
          `'newRoot' expression must evaluate to an object, but resulting value was of type ${typeName(next)}`,
        );
      return next;
    });
};

const replaceRoot: CompileStage = (operand, context) => {
  const spec = demandDocument(operand, '$replaceRoot', 40229);
  if (spec.size !== 1 || !spec.has('newRoot'))
    throw new CommandError(40231, 'no newRoot specified for the $replaceRoot stage, or more than it');
  return replaceWith(spec.get('newRoot') as BsonValue, context);
};

const sample: CompileStage = (operand) => {
  const size = demandCount(demandDocument(operand, '$sample', 28745).get('size') ?? null, '$sample', {
    min: 1,
    code: 28747,
  });
  return function* (input) {
    const chosen: BsonDocument[] = [];
    let seen = 0;
    for (const document of input) {
      yield undefined;
      if (!document) continue;
      seen++;
      const place = chosen.length < size ? chosen.length : Math.floor(Math.random() * seen);
      if (place < size) chosen[place] = document;
    }
    yield* chosen;
  };
};

const STAGES: ReadonlyMap<string, CompileStage> = new Map<string, CompileStage>([
  ['$match', match],
  ['$project', project],
  ['$addFields', addFields],
  ['$set', addFields],
  ['$unset', unset],
  ['$sort', sort],
  ['$limit', limit],
  ['$skip', skip],
  ['$count', count],
  ['$group', group],
  ['$bucket', bucket],
  ['$sortByCount', sortByCount],
  ['$unwind', unwind],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', replaceWith],
  ['$sample', sample],
  ['$lookup', lookup],
  ['$unionWith', unionWith],
  ['$facet', facet],
]);

/** MongoDB has these; the store does not. */
const REFUSED = new Set([
  '$out',
  '$merge',
  '$graphLookup',
  '$setWindowFields',
  '$densify',
  '$fill',
  '$redact',
  '$bucketAuto',
  '$geoNear',
  '$indexStats',
  '$collStats',
  '$currentOp',
  '$changeStream',
  '$search',
  '$searchMeta',
  '$documents',
  '$listSessions',
  '$listLocalSessions',
  '$planCacheStats',
  '$vectorSearch',
  '$changeStreamSplitLargeEvent',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$shardedDataDistribution',
]);

export function compilePipeline(stages: readonly BsonValue[], context: StageContext): Pipeline {
  const compiled = stages.map((stage) => {
    if (!isDocument(stage) || stage.size !== 1)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [[name, operand]] = [...stage] as [[string, BsonValue]];
    const compile = STAGES.get(name);
    if (compile) return compile(operand, context);
    if (REFUSED.has(name)) throw notSupported(`The stage ${name}`);
    throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  });
  return (input) => compiled.reduce((flow, stage) => stage(flow), input);
}
