import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './engine-kit.js';

/* docs/embedded-store.md says what the store has: each name in its tables is tried, and the tests it names are there. */

const root = join(import.meta.dirname, '../../../..');
const page = readFileSync(join(root, 'docs/embedded-store.md'), 'utf8');

interface TableRow {
  readonly title: string;
  readonly cells: readonly string[];
  readonly tests: readonly string[];
}

function rowsOf(section: string): TableRow[] {
  const start = page.indexOf(`## ${section}\n`);
  if (start < 0) throw new Error(`Expected a section ${section}`);
  const text = page.slice(start, page.indexOf('\n## ', start + 3));
  const lines = text.split('\n').filter((line) => line.startsWith('|') && !/^\|[-|]+\|$/.test(line));
  return lines.slice(1).map((line) => {
    const [title = '', ...cells] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return { title, cells, tests: [...line.matchAll(/`([\w.-]+\.test\.ts)`/g)].map((match) => match[1] as string) };
  });
}

const namesIn = (cell: string | undefined): string[] =>
  cell === undefined || !/^(\$\w+ ?)+$/.test(cell) ? [] : cell.split(' ');

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
  await kit.command({ insert: 'c', documents: [{ _id: 1, a: 1 }] });
});
afterAll(() => kit.remove());

type Plain = Record<string, unknown>;
/** How an operator is asked for, and MongoDB's code for one that it does not know. */
interface Probe {
  readonly ask: (name: string) => Plain;
  readonly unknown: number;
}
const pipeline = (stage: Plain): Plain => ({ aggregate: 'c', pipeline: [stage], cursor: {} });
const expression: Probe = { ask: (name) => pipeline({ $project: { r: { [name]: 1 } } }), unknown: 168 };
const probes: Readonly<Record<string, Probe>> = {
  Query: { ask: (name) => ({ find: 'c', filter: { a: { [name]: 1 } } }), unknown: 2 },
  'Query, at the top': { ask: (name) => ({ find: 'c', filter: { [name]: [{}] } }), unknown: 2 },
  Update: { ask: (name) => ({ update: 'c', updates: [{ q: {}, u: { [name]: { b: 1 } } }] }), unknown: 9 },
  Stages: { ask: (name) => pipeline({ [name]: 1 }), unknown: 40324 },
  Accumulators: { ask: (name) => pipeline({ $group: { _id: 1, r: { [name]: 1 } } }), unknown: 15952 },
};

/** The code of a failure, of the command or of its only statement; and whether it says that the operator is unknown. */
async function answerTo(command: Plain): Promise<{ code: number | undefined; message: string }> {
  const answer = (await kit.command(command)) as {
    code?: number;
    errmsg?: string;
    writeErrors?: { code: number; errmsg: string }[];
  };
  const [error] = answer.writeErrors ?? [];
  return { code: error?.code ?? answer.code, message: error?.errmsg ?? answer.errmsg ?? '' };
}
const saysUnknown = /unknown|unrecognized/i;

describe('operators and stages', () => {
  const rows = rowsOf('Operators and stages').filter(({ title }) => !['Projection', 'Update, more'].includes(title));

  test.each(rows)(
    '$title: what is said to be supported is known, what is said to be refused answers 238',
    async ({ title, cells }) => {
      const { ask, unknown } = probes[title] ?? expression;
      const supported = namesIn(cells[0]);
      expect(supported.length).toBeGreaterThan(0);
      for (const name of supported) {
        const { code, message } = await answerTo(ask(name));
        expect({ name, isRefused: code === 238 || (code === unknown && saysUnknown.test(message)) }).toEqual({
          name,
          isRefused: false,
        });
      }
      for (const name of namesIn(cells[1]))
        expect({ name, ...(await answerTo(ask(name))) }).toMatchObject({ name, code: 238 });
      expect(await answerTo(ask('$noSuchOperator'))).toMatchObject({
        code: unknown,
        message: expect.stringMatching(saysUnknown),
      });
    },
  );

  test.each(rows)('$title: each that is supported stands in the tests of its row', ({ cells, tests }) => {
    const text = tests.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n');
    const untested = namesIn(cells[0]).filter((name) => !new RegExp(`\\${name}\\b['"]?:|'\\${name}'`).test(text));
    expect(untested.join(' ')).toBe('');
  });

  test.each<[string, readonly string[], string]>([
    [
      'stages',
      ['Stages'],
      'addFields bucket bucketAuto changeStream changeStreamSplitLargeEvent collStats count currentOp densify documents facet fill geoNear graphLookup group indexStats limit listLocalSessions listSampledQueries listSearchIndexes listSessions lookup match merge out planCacheStats project redact replaceRoot replaceWith sample search searchMeta set setWindowFields shardedDataDistribution skip sort sortByCount unionWith unset unwind vectorSearch',
    ],
    [
      'accumulators',
      ['Accumulators'],
      'accumulator addToSet avg bottom bottomN count first firstN last lastN max maxN median mergeObjects min minN percentile push stdDevPop stdDevSamp sum top topN',
    ],
    [
      'query operators',
      ['Query', 'Query, at the top'],
      'eq gt gte in lt lte ne nin and not nor or exists type expr jsonSchema mod regex text where geoIntersects geoWithin near nearSphere all elemMatch size bitsAllClear bitsAllSet bitsAnyClear bitsAnySet comment sampleRate',
    ],
    [
      'update operators',
      ['Update'],
      'currentDate inc min max mul rename set setOnInsert unset addToSet pop pull push pullAll bit',
    ],
    [
      'expression operators',
      [
        'Arithmetic',
        'Trigonometry',
        'Bits, sizes, timestamps',
        'Arrays',
        'Sets',
        'Objects',
        'Conditions, variables',
        'Dates',
        'Texts',
        'Types',
      ],
      'abs add ceil divide exp floor ln log log10 mod multiply pow round sqrt subtract trunc arrayElemAt arrayToObject concatArrays filter first firstN in indexOfArray isArray last lastN map maxN minN objectToArray range reduce reverseArray size slice sortArray zip bitAnd bitNot bitOr bitXor and not or cmp eq gt gte lt lte ne cond ifNull switch function binarySize bsonSize dateAdd dateDiff dateFromParts dateFromString dateSubtract dateToParts dateToString dateTrunc dayOfMonth dayOfWeek dayOfYear hour isoDayOfWeek isoWeek isoWeekYear millisecond minute month second toDate week year literal getField rand sampleRate toHashedIndexKey mergeObjects setField unsetField allElementsTrue anyElementTrue setDifference setEquals setIntersection setIsSubset setUnion concat indexOfBytes indexOfCP ltrim regexFind regexFindAll regexMatch replaceOne replaceAll rtrim split strLenBytes strLenCP strcasecmp substr substrBytes substrCP toLower toString trim toUpper meta tsIncrement tsSecond sin cos tan asin acos atan atan2 asinh acosh atanh sinh cosh tanh degreesToRadians radiansToDegrees convert isNumber toBool toDecimal toDouble toInt toLong toObjectId type avg max min stdDevPop stdDevSamp sum median percentile let',
    ],
  ])('all %s of the manual of MongoDB 7 are there', (_, titles, manual) => {
    const documented = rows
      .filter(({ title }) => titles.includes(title))
      .flatMap(({ cells }) => [...namesIn(cells[0]), ...namesIn(cells[1])]);
    expect([...new Set(documented)].sort()).toEqual(
      manual
        .split(' ')
        .map((name) => `$${name}`)
        .sort(),
    );
  });
});

describe('the other tables', () => {
  const rows = ['Commands', 'Operators and stages', 'Indexes', 'Mongoose'].flatMap(rowsOf);

  test('each row names a test, and each test that is named is there', () => {
    for (const { title, tests } of rows) expect({ title, isNamed: tests.length > 0 }).toEqual({ title, isNamed: true });
    const named = [...page.matchAll(/`([\w.-]+\.test\.ts)`/g)].map((match) => match[1] as string);
    const places = [import.meta.dirname, join(root, 'test/api/database'), join(root, 'test/api')];
    const missing = named.filter((name) => !places.some((place) => existsSync(join(place, name))));
    expect(missing).toEqual([]);
  });

  test('each command that is said to be there is known, and others are not', async () => {
    const names = rowsOf('Commands').flatMap(({ title, cells }) =>
      cells[0]?.startsWith('✓') ? [...title.matchAll(/`(\w+)`/g)].map((match) => match[1] as string) : [],
    );
    expect(names.length).toBeGreaterThan(25);
    for (const name of names) expect({ name, ...(await answerTo({ [name]: 'c' })) }).not.toMatchObject({ code: 59 });
    for (const name of [
      'mapReduce',
      'renameCollection',
      'collMod',
      'validate',
      'createUser',
      'replSetGetStatus',
      'fsync',
    ])
      expect({ name, ...(await answerTo({ [name]: 'c' })) }).toMatchObject({ name, code: 59 });
  });
});
