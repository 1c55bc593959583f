/** Manual: "$top", "$bottom", "$topN", "$bottomN", "$maxN", "$minN": what comes first in an order of their own. */
import { compareValues } from '../bson/compare.js';
import type { BsonValue } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { compareSortKeys, parseSort, sortKey } from '../query/sort.js';
import type { Accumulator, MakeAccumulator } from './accumulators.js';
import { integer } from './array-kit.js';
import type { Environment, Evaluator, Scope } from './environment.js';
import { isNullish, namedOperands } from './operator.js';
import { demandDocument } from './stages.js';

type Make = (operand: BsonValue, scope: Scope) => MakeAccumulator;

interface Ranked<T> {
  /** Undefined leaves the document out. */
  readonly read: (environment: Environment) => T | undefined;
  readonly compare: (a: T, b: T) => number;
  readonly show: (entry: T) => BsonValue;
}

/** Keeps the first `n`: twice as many at most are held, so that memory does not grow with the group. */
class Best<T> implements Accumulator {
  #held: T[] = [];
  #n = 1;

  constructor(
    readonly ranked: Ranked<T>,
    readonly n: ((environment: Environment) => number) | undefined,
  ) {}

  add(environment: Environment): void {
    if (this.n) this.#n = this.n(environment);
    const entry = this.ranked.read(environment);
    if (entry === undefined) return;
    this.#held.push(entry);
    if (this.#held.length > 2 * this.#n + 100) this.#held = this.#first();
  }

  #first(): T[] {
    return this.#held.sort(this.ranked.compare).slice(0, this.#n);
  }

  get result(): BsonValue {
    const shown = this.#first().map(this.ranked.show);
    return this.n ? shown : (shown[0] ?? null);
  }
}

function counted(
  n: BsonValue | undefined,
  name: string,
  scope: Scope,
): ((environment: Environment) => number) | undefined {
  if (n === undefined) return undefined;
  const evaluate: Evaluator = scope.compile(n, scope);
  return (environment) => {
    const wanted = integer(evaluate(environment), name, 5787902);
    if (wanted < 1) throw new CommandError(5787908, `'n' must be greater than 0, found ${wanted}`);
    return wanted;
  };
}

interface Placed {
  readonly key: BsonValue[];
  readonly output: BsonValue;
}

/** `$bottom` gives the last of the order, and `$bottomN` the last ones, in that order. */
function placed(name: string, { isBottom, isMany }: { isBottom: boolean; isMany: boolean }): Make {
  return (operand, scope) => {
    const required = isMany ? ['n', 'sortBy', 'output'] : ['sortBy', 'output'];
    const named = namedOperands(operand, name, { required });
    const sort = parseSort(demandDocument(named.get('sortBy') as BsonValue, name, 10065));
    const output = scope.compile(named.get('output') as BsonValue, scope);
    const sign = isBottom ? -1 : 1;
    const ranked: Ranked<Placed> = {
      read: (environment) => ({
        key: sortKey(environment.root, sort, scope.compareStrings),
        output: output(environment) ?? null,
      }),
      compare: (a, b) => sign * compareSortKeys(a.key, b.key, sort, scope.compareStrings),
      show: (entry) => entry.output,
    };
    const n = counted(named.get('n'), name, scope);
    return () => {
      const best = new Best(ranked, n);
      if (!isBottom || !isMany) return best;
      return {
        add: (environment) => best.add(environment),
        get result() {
          return (best.result as BsonValue[]).reverse();
        },
      };
    };
  };
}

function extremes(name: string, sign: 1 | -1): Make {
  return (operand, scope) => {
    const named = namedOperands(operand, name, { required: ['n', 'input'] });
    const input = scope.compile(named.get('input') as BsonValue, scope);
    const ranked: Ranked<BsonValue> = {
      read: (environment) => {
        const value = input(environment);
        return isNullish(value) ? undefined : value;
      },
      compare: (a, b) => sign * compareValues(a, b, scope.compareStrings),
      show: (value) => value,
    };
    const n = counted(named.get('n'), name, scope);
    return () => new Best(ranked, n);
  };
}

export const RANKED: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['$top', placed('$top', { isBottom: false, isMany: false })],
  ['$topN', placed('$topN', { isBottom: false, isMany: true })],
  ['$bottom', placed('$bottom', { isBottom: true, isMany: false })],
  ['$bottomN', placed('$bottomN', { isBottom: true, isMany: true })],
  ['$maxN', extremes('$maxN', -1)],
  ['$minN', extremes('$minN', 1)],
]);
