/** Pipelines over collections: what a pipeline begins with is planned like a find, so that indexes serve it. */

import type { CompareStrings } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, type BsonValue, doc, isDocument } from '../bson/value.js';
import type { Engine } from '../engine/engine.js';
import { type FindRequest, find } from '../engine/find.js';
import { CommandError } from '../errors.js';
import type { Flow, Row } from '../plan/scan.js';
import type { Collection } from '../storage/collection.js';
import { rootScope } from './environment.js';
import { compileExpression } from './expression.js';
import { type StageContext, stageFilterOptions } from './pipeline.js';
import { compilePipeline } from './stages.js';

export interface AggregateScope {
  readonly engine: Engine;
  readonly database: string;
  readonly variables: BsonDocument | undefined;
  readonly compareStrings: CompareStrings | undefined;
}

const MAX_STAGES = 1000;

export function stageContext({
  engine,
  database,
  variables = new Map(),
  compareStrings,
}: AggregateScope): StageContext {
  const scope = rootScope([...variables.keys()], compareStrings, compileExpression);
  return {
    scope,
    variables: evaluated(variables, compareStrings),
    collation: compareStrings,
    collection: (name) => engine.catalogue.find(database, name),
    read: (collection, stages, context) => readThrough(collection, stages, { context }),
    compilePipeline,
  };
}

/** `let` of a command: expressions without a document. */
export function evaluated(variables: BsonDocument, compareStrings: CompareStrings | undefined): Map<string, BsonValue> {
  const empty = rootScope([], compareStrings, compileExpression);
  return new Map(
    [...variables].map(([name, value]) => [
      name,
      compileExpression(value, empty)({ root: new Map(), variables: new Map() }) ?? null,
    ]),
  );
}

interface Leading {
  readonly request: FindRequest;
  readonly rest: readonly BsonValue[];
}

/** Takes `$match`es, a `$sort` and a `$limit` off the front of a pipeline. */
export function leadingFind(stages: readonly BsonValue[], context: StageContext, hint?: BsonValue): Leading {
  const matches: BsonDocument[] = [];
  let position = 0;
  const next = (name: string) => {
    const stage = stages[position];
    return isDocument(stage) && stage.size === 1 ? stage.get(name) : undefined;
  };
  for (let match = next('$match'); isDocument(match); match = next('$match')) {
    matches.push(match);
    position++;
  }
  const sort = next('$sort');
  if (isDocument(sort) && sort.size > 0) position++;
  const limit = next('$limit');
  const isCount = (typeof limit === 'number' || typeof limit === 'bigint') && toNumber(limit) > 0;
  if (isCount) position++;
  const query =
    matches.length === 1 ? (matches[0] as BsonDocument) : matches.length === 0 ? new Map() : doc({ $and: matches });
  const { compareStrings, expression } = stageFilterOptions(context);
  return {
    request: {
      query,
      sort: isDocument(sort) && sort.size > 0 ? sort : undefined,
      limit: isCount ? toNumber(limit as number) : undefined,
      hint,
      compareStrings,
      expression,
    },
    rest: stages.slice(position),
  };
}

export function readThrough(
  collection: Collection | undefined,
  stages: readonly BsonValue[],
  { context, hint }: { context: StageContext; hint?: BsonValue | undefined },
): Flow<BsonDocument> {
  if (stages.length > MAX_STAGES)
    throw new CommandError(7749501, `Pipeline length must be no longer than ${MAX_STAGES} stages`);
  // The whole is compiled, so that a mistake is found even where no document comes by.
  compilePipeline(stages, context);
  const { request, rest } = leadingFind(stages, context, hint);
  return compilePipeline(rest, context)(documents(find(collection, request)));
}

function* documents(rows: Flow<Row>): Flow<BsonDocument> {
  for (const row of rows) yield row?.document;
}
