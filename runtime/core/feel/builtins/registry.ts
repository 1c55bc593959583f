import { contextFunctions } from './contexts.js';
import type { Builtin } from './define.js';
import { listFunctions } from './lists.js';
import { numberFunctions } from './numbers.js';
import { rangeFunctions } from './ranges.js';
import { statisticFunctions } from './statistics.js';
import { stringFunctions } from './strings.js';
import { temporalFunctions } from './temporal.js';

/** Every built-in function of DMN 1.5 §10.3.4, by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [
    ...contextFunctions,
    ...listFunctions,
    ...numberFunctions,
    ...rangeFunctions,
    ...statisticFunctions,
    ...stringFunctions,
    ...temporalFunctions,
  ].map((builtin) => [builtin.name, builtin]),
);

/** A built-in function by the value that stands for it. */
export const builtinOf: ReadonlyMap<unknown, Builtin> = new Map(
  [...builtins.values()].map((builtin) => [builtin.value, builtin]),
);
