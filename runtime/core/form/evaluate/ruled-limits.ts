import { type FeelValue, fenFromYuan, toJson } from '#core/feel';
import type { CompiledField } from '../compile/compile-form.js';
import { isDay } from '../fields/calendar-day.js';
import { isTime } from '../fields/period.js';
import type { FieldInfo } from '../state.js';
import type { FieldLimits, Option, RuledLimit } from '../types.js';
import { type Lookup, type RuleContext, runRule } from './run-rule.js';

export const noLimits: FieldLimits = {};

/** The field with the options and bounds that its rules give now; the very same field where it has no such rules. */
export function asRuled({ info, rules }: CompiledField, lookup: Lookup, context: RuleContext): FieldInfo {
  if (rules.options === undefined && rules.limits === undefined) return info;
  const limits = (rules.limits ?? []).flatMap(([key, program]) => {
    const limit = limitOf(key, runRule(program, lookup, context));
    return limit === undefined ? [] : [[key, limit] as const];
  });
  const node =
    limits.length === 0
      ? info.node
      : { ...info.node, 'x-limits': { ...info.node['x-limits'], ...Object.fromEntries(limits) } };
  if (rules.options === undefined) return { ...info, node };
  return { ...info, node, options: optionsIn(info.options, runRule(rules.options, lookup, context)) };
}

/** Options by their value, in the field's own order. A rule that gives no list leaves nothing to choose. */
function optionsIn(options: readonly Option[] | undefined, allowed: FeelValue): readonly Option[] | undefined {
  const values = new Set(Array.isArray(allowed) ? allowed : []);
  return options?.filter((option) => values.has(option.value));
}

/** The bound a value stands for; undefined where it is none, and the field's own bound holds. */
function limitOf(key: RuledLimit, value: FeelValue): number | string | undefined {
  switch (key) {
    case 'minFen':
    case 'maxFen':
      return fenFromYuan(value) ?? undefined;
    case 'from':
    case 'to': {
      const day = toJson(value);
      return typeof day === 'string' && isDay(day) ? day : undefined;
    }
    case 'earliest':
    case 'latest': {
      const time = toJson(value);
      return typeof time === 'string' && isTime(time.slice(0, 5)) ? time.slice(0, 5) : undefined;
    }
    default: {
      const figure = typeof value === 'string' ? Number.NaN : Number(toJson(value) ?? Number.NaN);
      return Number.isFinite(figure) ? figure : undefined;
    }
  }
}
