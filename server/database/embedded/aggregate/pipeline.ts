/** What stages are compiled with. */

import type { CompareStrings } from '../bson/compare.js';
import type { BsonDocument, BsonValue, Maybe } from '../bson/value.js';
import type { Flow } from '../plan/scan.js';
import type { FilterOptions } from '../query/compile.js';
import type { Collection } from '../storage/collection.js';
import type { Scope } from './environment.js';
import { isTruthy } from './operator.js';

export type Pipeline = (input: Flow<BsonDocument>) => Flow<BsonDocument>;

export interface StageContext {
  readonly scope: Scope;
  readonly variables: ReadonlyMap<string, Maybe>;
  /** Only where it was asked for: indexes know no collation. */
  readonly collation: CompareStrings | undefined;
  /** Another collection of the same database. */
  readonly collection: (name: string) => Collection | undefined;
  /** Reads a collection through a pipeline, with indexes for its beginning. */
  readonly read: (
    collection: Collection | undefined,
    stages: readonly BsonValue[],
    context: StageContext,
  ) => Flow<BsonDocument>;
  readonly compilePipeline: (stages: readonly BsonValue[], context: StageContext) => Pipeline;
}

export function expressionTest({ scope, variables }: Pick<StageContext, 'scope' | 'variables'>) {
  return (expression: BsonValue) => {
    const evaluate = scope.compile(expression, scope);
    return (root: BsonDocument) => isTruthy(evaluate({ root, variables }));
  };
}

export function stageFilterOptions(context: Pick<StageContext, 'scope' | 'variables' | 'collation'>): FilterOptions {
  return { ...(context.collation && { compareStrings: context.collation }), expression: expressionTest(context) };
}
