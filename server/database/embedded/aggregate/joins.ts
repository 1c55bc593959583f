/** Manual: "$lookup", "$unionWith", "$facet". */
import { type BsonDocument, type BsonValue, doc, isDocument, type Maybe } from '../bson/value.js';
import { CommandError } from '../errors.js';
import type { Flow } from '../plan/scan.js';
import { compileAddFields } from '../projection/compile.js';
import { checkVariableName, type Evaluator, withNames } from './environment.js';
import type { StageContext } from './pipeline.js';
import { type CompileStage, demandDocument, type Stage } from './stages.js';

function text(spec: BsonDocument, field: string, stage: string): string {
  const value = spec.get(field);
  if (typeof value !== 'string')
    throw new CommandError('FailedToParse', `${stage} argument '${field}' must be a string`);
  return value;
}

function stagesOf(value: Maybe, stage: string): BsonValue[] {
  if (value === undefined) return [];
  if (!Array.isArray(value))
    throw new CommandError('TypeMismatch', `${stage}: 'pipeline' option must be specified as an array`);
  return value;
}

const LOOKUP_FIELDS = new Set(['from', 'localField', 'foreignField', 'let', 'pipeline', 'as']);

export const lookup: CompileStage = (operand, context) => {
  const spec = demandDocument(operand, '$lookup', 40319);
  for (const field of spec.keys())
    if (!LOOKUP_FIELDS.has(field)) throw new CommandError('FailedToParse', `unknown argument to $lookup: ${field}`);
  const [from, as] = [text(spec, 'from', '$lookup'), text(spec, 'as', '$lookup')];
  const hasFields = spec.has('localField') || spec.has('foreignField');
  if (!hasFields && !spec.has('pipeline'))
    throw new CommandError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  const local = hasFields ? text(spec, 'localField', '$lookup').split('.') : undefined;
  const foreign = hasFields ? text(spec, 'foreignField', '$lookup') : '';
  const stages = stagesOf(spec.get('pipeline'), '$lookup');
  const variables = lookupVariables(spec.get('let'), context);
  const inner: StageContext = { ...context, scope: withNames(context.scope, [...variables.keys()]) };
  // Compiled once for its errors, although each document brings its own variables.
  context.compilePipeline(stages, inner);
  return function* (input) {
    const collection = context.collection(from);
    for (const document of input) {
      yield undefined;
      if (!document) continue;
      const values = new Map(context.variables);
      for (const [name, evaluate] of variables)
        values.set(name, evaluate({ root: document, variables: context.variables }));
      const joined = local ? [doc({ $match: joinQuery(document, local, foreign) }), ...stages] : stages;
      const found: BsonDocument[] = [];
      for (const item of context.read(collection, joined, { ...inner, variables: values })) if (item) found.push(item);
      yield withField(document, as, found);
    }
  };
};

function lookupVariables(value: Maybe, context: StageContext): Map<string, Evaluator> {
  if (value === undefined) return new Map();
  if (!isDocument(value)) throw new CommandError('FailedToParse', "$lookup argument 'let' must be an object");
  return new Map(
    [...value].map(([name, expression]) => {
      checkVariableName(name);
      return [name, context.scope.compile(expression, context.scope)];
    }),
  );
}

/** A local array matches by each of its elements; nothing matches what has no value either. */
function joinQuery(document: BsonDocument, local: readonly string[], foreign: string): BsonDocument {
  const values = localValues(document, local);
  const condition = values.length === 1 ? doc({ $eq: values[0] as BsonValue }) : doc({ $in: values });
  return doc({ [foreign]: values.length === 0 ? doc({ $in: [] }) : condition });
}

function localValues(value: Maybe, parts: readonly string[]): BsonValue[] {
  const [part, ...rest] = parts;
  if (part === undefined) return Array.isArray(value) ? value : [value ?? null];
  if (Array.isArray(value)) return value.flatMap((element) => localValues(element, parts));
  return localValues(isDocument(value) ? value.get(part) : undefined, rest);
}

function withField(document: BsonDocument, path: string, value: BsonValue): BsonDocument {
  return compileAddFields(new Map([[path, null]]), { filterOptions: {}, expression: () => () => value })(document);
}

export const unionWith: CompileStage = (operand, context) => {
  const spec = typeof operand === 'string' ? doc({ coll: operand }) : demandDocument(operand, '$unionWith', 9);
  const name = text(spec, 'coll', '$unionWith');
  const stages = stagesOf(spec.get('pipeline'), '$unionWith');
  context.compilePipeline(stages, context);
  return function* (input) {
    yield* input;
    yield* context.read(context.collection(name), stages, context);
  };
};

/** Every branch sees the same documents, so they are held in memory (manual: 100 megabytes; here by number). */
const MAX_HELD = 500_000;

export const facet: CompileStage = (operand, context) => {
  const spec = demandDocument(operand, '$facet', 40169);
  if (spec.size === 0) throw new CommandError(40169, 'the $facet specification must be a non-empty object');
  const branches = [...spec].map(([name, stages]): [string, Stage] => {
    const list = stagesOf(stages, '$facet');
    if (list.some((stage) => isDocument(stage) && stage.has('$facet')))
      throw new CommandError(40600, '$facet is not allowed to be used within a $facet stage');
    return [name, context.compilePipeline(list, context)];
  });
  return function* (input) {
    const held: BsonDocument[] = [];
    for (const document of input) {
      yield undefined;
      if (document) held.push(document);
      if (held.length > MAX_HELD)
        throw new CommandError('ExceededMemoryLimit', `$facet may hold at most ${MAX_HELD} documents`);
    }
    const result: BsonDocument = new Map();
    for (const [name, stage] of branches) {
      const found: BsonDocument[] = [];
      for (const item of stage(replay(held))) {
        if (item) found.push(item);
        else yield undefined;
      }
      result.set(name, found);
    }
    yield result;
  };
};

function* replay(documents: readonly BsonDocument[]): Flow<BsonDocument> {
  yield* documents;
}
