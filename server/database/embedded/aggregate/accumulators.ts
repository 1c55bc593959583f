/** Manual: "Accumulators ($group)". */
import { compareValues } from '../bson/compare.js';
import { type BsonValue, isDocument, type Maybe } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import { deviation, Sum } from './arithmetic-operators.js';
import { integer } from './array-kit.js';
import type { Environment, Scope } from './environment.js';
import { mergeObjects } from './object-operators.js';
import { isNullish, namedOperands } from './operator.js';
import { RANKED } from './ranked-accumulators.js';
import { ValueSet } from './set-operators.js';

export interface Accumulator {
  add(environment: Environment): void;
  readonly result: Maybe;
}

export type MakeAccumulator = () => Accumulator;

/** An accumulator of the values of one expression. */
function ofExpression(make: (scope: Scope) => { add: (value: Maybe) => void; result: () => Maybe }) {
  return (operand: BsonValue, scope: Scope): MakeAccumulator => {
    const evaluate = scope.compile(operand, scope);
    return () => {
      const { add, result } = make(scope);
      return {
        add: (environment) => add(evaluate(environment)),
        get result() {
          return result();
        },
      };
    };
  };
}

const sum = ofExpression(() => {
  const total = new Sum();
  return { add: (value) => total.add(value), result: () => total.total };
});

const average = ofExpression(() => {
  const total = new Sum();
  return { add: (value) => total.add(value), result: () => total.average };
});

const extreme = (sign: 1 | -1) =>
  ofExpression(({ compareStrings }) => {
    let best: Maybe;
    return {
      add: (value) => {
        if (!isNullish(value) && (best === undefined || compareValues(value, best, compareStrings) * sign > 0))
          best = value;
      },
      result: () => best ?? null,
    };
  });

const first = ofExpression(() => {
  let value: Maybe;
  let isSet = false;
  return {
    add: (next) => {
      if (!isSet) value = next;
      isSet = true;
    },
    result: () => value ?? null,
  };
});

const last = ofExpression(() => {
  let value: Maybe;
  return {
    add: (next) => {
      value = next;
    },
    result: () => value ?? null,
  };
});

/** Manual: an accumulator may hold 100 megabytes; arrays beyond this many items are far on the way there. */
const MAX_ITEMS = 1_000_000;

function bounded(length: number, name: string): void {
  if (length > MAX_ITEMS)
    throw new CommandError(
      'ExceededMemoryLimit',
      `${name} used too much memory and cannot spill to disk: more than ${MAX_ITEMS} values`,
    );
}

const push = ofExpression(() => {
  const values: BsonValue[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
      bounded(values.length, '$push');
    },
    result: () => values,
  };
});

const addToSet = ofExpression(() => {
  const set = new ValueSet();
  return {
    add: (value) => {
      if (value !== undefined) set.add(value);
      bounded(set.values.length, '$addToSet');
    },
    result: () => set.values,
  };
});

const merge = ofExpression(() => {
  let merged = mergeObjects([]);
  return {
    add: (value) => {
      merged = mergeObjects([merged, value]);
    },
    result: () => merged,
  };
});

const deviationOf = (isSample: boolean) =>
  ofExpression(() => {
    const values: Maybe[] = [];
    return { add: (value) => values.push(value), result: () => deviation(values, isSample) };
  });

function count(operand: BsonValue): MakeAccumulator {
  if (!isDocument(operand) || operand.size > 0)
    throw new CommandError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
  return () => {
    let n = 0;
    return {
      add: () => {
        n++;
      },
      get result() {
        return n;
      },
    };
  };
}

type Pick = (values: BsonValue[], n: number, scope: Scope) => BsonValue[];

function firstN(name: string, pick: Pick) {
  return (operand: BsonValue, scope: Scope): MakeAccumulator => {
    const named = namedOperands(operand, name, { required: ['n', 'input'] });
    const n = scope.compile(named.get('n') as BsonValue, scope);
    return () => {
      const all = push(named.get('input') as BsonValue, scope)();
      let wanted = 0;
      return {
        add: (environment) => {
          wanted = integer(n(environment), name, 5787902);
          if (wanted < 1) throw new CommandError(5787908, `'n' must be greater than 0, found ${wanted}`);
          all.add(environment);
        },
        get result() {
          return pick(all.result as BsonValue[], wanted, scope);
        },
      };
    };
  };
}

const ACCUMULATORS: ReadonlyMap<string, (operand: BsonValue, scope: Scope) => MakeAccumulator> = new Map([
  ['$sum', sum],
  ['$avg', average],
  ['$min', extreme(-1)],
  ['$max', extreme(1)],
  ['$first', first],
  ['$last', last],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$mergeObjects', merge],
  ['$stdDevPop', deviationOf(false)],
  ['$stdDevSamp', deviationOf(true)],
  ['$count', count],
  ['$firstN', firstN('$firstN', (values, n) => values.slice(0, n))],
  ['$lastN', firstN('$lastN', (values, n) => values.slice(-n))],
]);

const REFUSED = new Set(['$accumulator', '$median', '$percentile']);

export function compileAccumulator(field: string, spec: BsonValue, scope: Scope): MakeAccumulator {
  if (field.includes('.')) throw new CommandError(40235, `The field name '${field}' cannot contain '.'`);
  if (field.startsWith('$')) throw new CommandError(40236, `The field name '${field}' cannot be an operator name`);
  if (!isDocument(spec) || spec.size !== 1)
    throw new CommandError(40234, `The field '${field}' must be an accumulator object`);
  const [[name, operand]] = [...spec] as [[string, BsonValue]];
  const make = ACCUMULATORS.get(name) ?? RANKED.get(name);
  if (make) return make(operand, scope);
  if (REFUSED.has(name)) throw notSupported(`The accumulator ${name}`);
  throw new CommandError(15952, `unknown group operator '${name}'`);
}
