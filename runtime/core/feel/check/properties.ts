import type { FeelType } from '../types.js';
import { numberType, stringType } from './type-relations.js';

const date = { year: numberType, month: numberType, day: numberType, weekday: numberType };
const time = {
  hour: numberType,
  minute: numberType,
  second: numberType,
  'time offset': { kind: 'days and time duration' },
  timezone: stringType,
} as const;

/** Properties of temporal values (DMN 1.5 Tables 63 to 67). */
export const propertyTypes: Readonly<Partial<Record<FeelType['kind'], Readonly<Record<string, FeelType>>>>> = {
  date,
  time,
  'date and time': { ...date, ...time },
  'days and time duration': { days: numberType, hours: numberType, minutes: numberType, seconds: numberType },
  'years and months duration': { years: numberType, months: numberType },
};
