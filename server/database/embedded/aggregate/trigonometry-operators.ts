/** Manual: "Trigonometry Expression Operators". Angles are in radians; results are Doubles. */
import { toNumber } from '../bson/decimal.js';
import { toDouble } from '../bson/value.js';
import { numeric, real } from './arithmetic-operators.js';
import { isNullish, type Operator, ofValues } from './operator.js';

const OUT_OF_DOMAIN = 50989;
const isReal = (value: number) => Number.isFinite(value);
const isCosine = (value: number) => value >= -1 && value <= 1;

export const TRIGONOMETRY: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$sin', real(Math.sin, isReal, OUT_OF_DOMAIN)],
  ['$cos', real(Math.cos, isReal, OUT_OF_DOMAIN)],
  ['$tan', real(Math.tan, isReal, OUT_OF_DOMAIN)],
  ['$asin', real(Math.asin, isCosine, OUT_OF_DOMAIN)],
  ['$acos', real(Math.acos, isCosine, OUT_OF_DOMAIN)],
  ['$atan', real(Math.atan)],
  [
    '$atan2',
    ofValues(2, ([y, x], _, name) =>
      isNullish(y) || isNullish(x)
        ? null
        : toDouble(Math.atan2(toNumber(numeric(y, name, 51044)), toNumber(numeric(x, name, 51045)))),
    ),
  ],
  ['$sinh', real(Math.sinh)],
  ['$cosh', real(Math.cosh)],
  ['$tanh', real(Math.tanh)],
  ['$asinh', real(Math.asinh)],
  ['$acosh', real(Math.acosh, (value) => value >= 1, OUT_OF_DOMAIN)],
  ['$atanh', real(Math.atanh, isCosine, OUT_OF_DOMAIN)],
  ['$degreesToRadians', real((degrees) => (degrees * Math.PI) / 180)],
  ['$radiansToDegrees', real((radians) => (radians * 180) / Math.PI)],
]);
