/** aggregate and explain (manual: "aggregate", "explain"). */
import { leadingFind, readThrough, stageContext } from '../aggregate/run.js';
import { type Encodable, encodeDocument } from '../bson/encode.js';
import { type BsonDocument, type BsonValue, doc } from '../bson/value.js';
import { compareStringsOf } from '../engine/collation.js';
import { atOnce } from '../engine/cursors.js';
import { type FindRequest, find, newCounts, planFind } from '../engine/find.js';
import { CommandError, notSupported } from '../errors.js';
import { isMultiKeyPlan } from '../plan/choose.js';
import type { Flow } from '../plan/scan.js';
import { Arguments } from './arguments.js';
import { type Answer, answer, type Call, type CommandSpec, target } from './call.js';
import { findRequestOf, firstBatch } from './read-commands.js';

const DEFAULT_BATCH = 101;

function pipelineOf(call: Call) {
  const name = call.args.value('aggregate');
  if (typeof name !== 'string') throw notSupported('aggregate on a database');
  const stages = call.args.array('pipeline');
  const context = stageContext({
    engine: call.engine,
    database: call.database,
    variables: call.args.optionalDocument('let'),
    compareStrings: compareStringsOf(call.args.optionalDocument('collation')),
  });
  return { name, stages, context, hint: call.args.value('hint') };
}

async function aggregate(call: Call): Promise<Answer> {
  if (call.args.flag('explain')) return explainAnswer(call, call.args.values);
  const cursor = call.args.optionalDocument('cursor');
  if (!cursor)
    throw new CommandError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const { name, stages, context, hint } = pipelineOf(call);
  const collection = call.engine.catalogue.find(call.database, name);
  const results = readThrough(collection, stages, { context, hint });
  const size = new Arguments('aggregate.cursor', cursor).count('batchSize') ?? DEFAULT_BATCH;
  return firstBatch(call, { namespace: `${call.database}.${name}`, documents: encoded(results), size });
}

function* encoded(documents: Flow<BsonDocument>): Flow<Buffer> {
  for (const document of documents) yield document && encodeDocument(document);
}

function explain(call: Call): Answer {
  return explainAnswer(call, call.args.document('explain'));
}

const EXPLAINED: ReadonlyMap<string, (call: Call) => FindRequest> = new Map([
  ['find', (call) => findRequestOf(call, 'filter')],
  ['count', (call) => findRequestOf(call, 'query')],
  ['distinct', (call) => findRequestOf(call, 'query')],
  ['findAndModify', (call) => findRequestOf(call, 'query')],
  ['update', (call) => statementRequest(call, 'updates')],
  ['delete', (call) => statementRequest(call, 'deletes')],
  [
    'aggregate',
    (call) => {
      const { stages, context, hint } = pipelineOf(call);
      return leadingFind(stages, context, hint).request;
    },
  ],
]);

function statementRequest(call: Call, field: string): FindRequest {
  const [statement] = call.args.documents(field);
  if (!statement) throw new CommandError('InvalidLength', `explain needs one statement in ${field}`);
  return findRequestOf(
    { ...call, args: new Arguments(field, new Map([...statement].filter(([key]) => key !== 'limit'))) },
    'q',
  );
}

function explainAnswer(call: Call, command: BsonDocument): Answer {
  const name = command.keys().next().value ?? '';
  const request = EXPLAINED.get(name);
  if (!request) throw new CommandError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  const explained: Call = { ...call, name, args: new Arguments(name, command) };
  const { collection } = target(explained);
  const wanted = request(explained);
  const counts = newCounts();
  const isExecuted = (call.args.value('verbosity') ?? 'allPlansExecution') !== 'queryPlanner';
  const nReturned = isExecuted ? [...atOnce(find(collection, wanted, counts))].length : undefined;
  const planned = collection ? winningPlan(planFind(collection, wanted), wanted) : doc({ stage: 'EOF' });
  return answer({
    explainVersion: '1',
    queryPlanner: answer({
      namespace: `${call.database}.${explained.args.text(name)}`,
      parsedQuery: wanted.query,
      winningPlan: planned,
      rejectedPlans: [],
    }),
    executionStats: isExecuted
      ? answer({
          executionSuccess: true,
          nReturned,
          totalKeysExamined: counts.keysExamined,
          totalDocsExamined: counts.docsExamined,
        })
      : undefined,
    command,
    serverInfo: answer({ version: 'duixian-embedded' }),
    ok: 1,
  });
}

function winningPlan({ plan, sort, sortsInMemory }: ReturnType<typeof planFind>, request: FindRequest): Encodable {
  const access: BsonDocument =
    plan.kind === 'collection'
      ? doc({ stage: 'COLLSCAN', filter: request.query, direction: plan.reverse ? 'backward' : 'forward' })
      : doc({
          stage: 'FETCH',
          filter: request.query,
          inputStage: doc({
            stage: 'IXSCAN',
            keyPattern: plan.index.keyPattern,
            indexName: plan.index.name,
            isMultiKey: isMultiKeyPlan(plan),
            isUnique: plan.index.unique,
            isSparse: plan.index.sparse,
            isPartial: plan.index.partial !== undefined,
            direction: plan.reverse ? 'backward' : 'forward',
            boundedFields: plan.boundedFields,
            ranges: plan.ranges.length,
          }),
        });
  if (!sortsInMemory) return access;
  const sortPattern: BsonValue = new Map(sort.map(({ path, direction }) => [path, direction]));
  return doc({ stage: 'SORT', sortPattern, inputStage: access });
}

export const AGGREGATE_COMMANDS: ReadonlyMap<string, CommandSpec> = new Map<string, CommandSpec>([
  [
    'aggregate',
    {
      fields: ['pipeline', 'cursor', 'explain', 'allowDiskUse', 'bypassDocumentValidation', 'collation', 'hint', 'let'],
      run: aggregate,
    },
  ],
  ['explain', { fields: ['verbosity'], run: explain }],
]);
