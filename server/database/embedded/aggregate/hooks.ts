/** What queries, updates and projections need of expressions and pipelines. */
import type { CompareStrings } from '../bson/compare.js';
import { type BsonDocument, type BsonValue, isDocument } from '../bson/value.js';
import { CommandError } from '../errors.js';
import type { Evaluate } from '../projection/compile.js';
import type { FilterOptions } from '../query/compile.js';
import type { Update } from '../update/compile.js';
import { rootScope } from './environment.js';
import { compileExpression } from './expression.js';
import { expressionTest, type StageContext } from './pipeline.js';
import { evaluated } from './run.js';
import { compilePipeline } from './stages.js';

export interface ExpressionScope {
  /** `let` of the command. */
  readonly variables?: BsonDocument | undefined;
  readonly compareStrings?: CompareStrings | undefined;
}

function contextOf({
  variables = new Map(),
  compareStrings,
}: ExpressionScope): Pick<StageContext, 'scope' | 'variables'> {
  return {
    scope: rootScope([...variables.keys()], compareStrings, compileExpression),
    variables: evaluated(variables, compareStrings),
  };
}

/** `$expr` in a query. */
export function expressionFilter(given: ExpressionScope): NonNullable<FilterOptions['expression']> {
  return (expression) => expressionTest(contextOf(given))(expression);
}

/** A computed field of a find's projection. */
export function compileStageExpression(given: ExpressionScope): (expression: BsonValue) => Evaluate {
  return (expression) => {
    const { scope, variables } = contextOf(given);
    const evaluate = compileExpression(expression, scope);
    return (root) => evaluate({ root, variables });
  };
}

/** Manual: "Updates with Aggregation Pipeline". */
const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

export function pipelineUpdate(stages: readonly BsonValue[], given: ExpressionScope): Update {
  for (const stage of stages) {
    const name = isDocument(stage) ? stage.keys().next().value : undefined;
    if (name !== undefined && !UPDATE_STAGES.has(name))
      throw new CommandError('InvalidOptions', `${name} is not allowed to be used within an update`);
  }
  const pipeline = compilePipeline(stages, {
    ...contextOf(given),
    collation: given.compareStrings,
    collection: () => undefined,
    read: refuse,
    compilePipeline,
  });
  return (before) => {
    for (const after of pipeline(only(before))) if (after) return after;
    throw new CommandError('InternalError', 'An update by pipeline gave no document');
  };
}

function refuse(): never {
  throw new CommandError('InvalidOptions', 'An update may not read other collections');
}

function* only(document: BsonDocument): Generator<BsonDocument, void, void> {
  yield document;
}
