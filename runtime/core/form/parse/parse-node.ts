import { feelSource } from '../compile/feel-source.js';
import { isPlainObject, isString } from '../fields/definition.js';
import { fieldDefinitions, isComponentName } from '../fields/index.js';
import { isFieldName } from '../names.js';
import { mayHold } from '../placement.js';
import {
  type ComponentName,
  type FieldLimits,
  type FieldNode,
  type FieldProps,
  type FieldRules,
  type Option,
  type RuledLimit,
  ruledLimits,
} from '../types.js';
import { formCeilings, type Reader } from './parse-form.js';
import { isSafePattern } from './safe-pattern.js';
import { isOption, limitChecks, orderedLimits, propChecks } from './values.js';

type Json = Readonly<Record<string, unknown>>;
const translatable = ['title', 'description', 'placeholder', 'content', 'message'];
const ruleKeys = ['visible', 'enabled', 'required', 'value', 'options'] as const;
const ruleCeiling = 4000;

const keysOf = (component: ComponentName): readonly string[] => {
  const common = ['type', 'title', 'description', 'x-component', 'x-component-props', 'x-rules', 'x-translations'];
  const { kind, hasOptions } = fieldDefinitions[component];
  if (kind === 'box') return [...common, 'properties'];
  if (kind === 'words') return common;
  const answer = [...common, 'x-name', 'x-limits', 'required', 'x-registry', 'x-certified'];
  if (hasItems(component)) return [...answer, 'items'];
  return hasOptions ? [...answer, 'enum'] : answer;
};
/** Whether its columns are the author's own. */
const hasItems = (component: ComponentName): boolean =>
  fieldDefinitions[component].kind === 'rows' || component === 'FileSet';

/** Reads one node; undefined where its component is unknown, which makes everything else about it meaningless. */
export function parseNode(
  reader: Reader,
  path: string,
  json: unknown,
  parent: ComponentName | undefined,
): FieldNode | undefined {
  if (!isPlainObject(json)) {
    reader.refuse(path, 'NOT_AN_OBJECT');
    return undefined;
  }
  const component = json['x-component'];
  if (!isComponentName(component)) {
    reader.refuse(`${path}.x-component`, 'UNKNOWN_COMPONENT', { component: String(component).slice(0, 80) });
    return undefined;
  }
  const definition = fieldDefinitions[component];
  if (!mayHold(parent, component)) reader.refuse(path, 'NOT_ALLOWED_HERE', { component });
  reader.refuseUnknownKeys(path, json, keysOf(component));
  if (json.type !== definition.jsonType) reader.refuse(`${path}.type`, 'BAD_VALUE', { expected: definition.jsonType });
  return {
    type: definition.jsonType,
    title: readText(reader, path, json, 'title', 200) ?? '',
    'x-component': component,
    ...present('description', readText(reader, path, json, 'description', 2000)),
    ...present('x-name', readName(reader, path, json)),
    ...present('x-registry', readText(reader, path, json, 'x-registry', 100)),
    ...present('required', readFlag(reader, path, json, 'required')),
    ...present('x-certified', readFlag(reader, path, json, 'x-certified')),
    ...present(
      'x-component-props',
      readProps(reader, `${path}.x-component-props`, json['x-component-props'], component),
    ),
    ...present('x-limits', readLimits(reader, `${path}.x-limits`, json['x-limits'], definition.limitKeys)),
    ...present('x-rules', readRules(reader, `${path}.x-rules`, json['x-rules'], component)),
    ...present('x-translations', readTranslations(reader, `${path}.x-translations`, json['x-translations'])),
    ...present('enum', readOptions(reader, `${path}.enum`, json.enum)),
    ...present('items', hasItems(component) ? readItems(reader, `${path}.items`, json.items, component) : undefined),
    ...present(
      'properties',
      definition.kind === 'box' ? reader.readProperties(`${path}.properties`, json.properties, component) : undefined,
    ),
  };
}

const present = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });

function readText(reader: Reader, path: string, json: Json, key: string, max: number): string | undefined {
  const value = json[key];
  if (value === undefined) {
    if (key === 'title') reader.refuse(`${path}.title`, 'MISSING_KEY', { key });
    return undefined;
  }
  if (isString(value) && value.length <= max) return value;
  reader.refuse(`${path}.${key}`, 'BAD_VALUE', { expected: 'text', max });
  return undefined;
}

function readFlag(reader: Reader, path: string, json: Json, key: string): boolean | undefined {
  const value = json[key];
  if (value === undefined || typeof value === 'boolean') return value;
  reader.refuse(`${path}.${key}`, 'BAD_VALUE', { expected: 'boolean' });
  return undefined;
}

function readName(reader: Reader, path: string, json: Json): string | undefined {
  const value = json['x-name'];
  if (value === undefined || (isString(value) && isFieldName(value))) return value;
  reader.refuse(`${path}.x-name`, 'NAME_INVALID', { name: String(value).slice(0, 80) });
  return undefined;
}

function readChecked<T extends object>(
  reader: Reader,
  path: string,
  value: unknown,
  allowed: readonly string[],
  checks: Readonly<Record<keyof T, (value: unknown) => boolean>>,
): T | undefined {
  if (value === undefined) return undefined;
  if (!isPlainObject(value)) {
    reader.refuse(path, 'NOT_AN_OBJECT');
    return undefined;
  }
  reader.refuseUnknownKeys(path, value, allowed);
  for (const key of allowed) {
    if (value[key] !== undefined && !checks[key as keyof T](value[key]))
      reader.refuse(`${path}.${key}`, 'BAD_VALUE', { expected: key });
  }
  return Object.fromEntries(allowed.filter((key) => value[key] !== undefined).map((key) => [key, value[key]])) as T;
}

function readProps(reader: Reader, path: string, value: unknown, component: ComponentName): FieldProps | undefined {
  const { propKeys, partNames } = fieldDefinitions[component];
  const props = readChecked<FieldProps>(reader, path, value, propKeys, propChecks);
  if (Array.isArray(props?.parts) && !props.parts.every((part) => partNames.some((known) => known.part === part))) {
    reader.refuse(`${path}.parts`, 'BAD_VALUE', { expected: partNames.map(({ part }) => part).join(', ') });
  }
  return props;
}

function readLimits(reader: Reader, path: string, value: unknown, allowed: readonly string[]): FieldLimits | undefined {
  const limits = readChecked<FieldLimits>(reader, path, value, allowed, limitChecks);
  if (limits === undefined) return undefined;
  for (const [low, high] of orderedLimits) {
    const least = limits[low];
    const most = limits[high];
    if (least === undefined || most === undefined || least === 'today' || most === 'today') continue;
    if (least > most) reader.refuse(`${path}.${low}`, 'LIMITS_CONTRADICT', { low, high });
  }
  if (isString(limits.pattern) && !isSafePattern(limits.pattern)) reader.refuse(`${path}.pattern`, 'PATTERN_UNSAFE');
  return limits;
}

function readRules(reader: Reader, path: string, value: unknown, component: ComponentName): FieldRules | undefined {
  if (value === undefined) return undefined;
  if (!isPlainObject(value)) {
    reader.refuse(path, 'NOT_AN_OBJECT');
    return undefined;
  }
  reader.refuseUnknownKeys(path, value, ruleKeysOf(component));
  for (const key of ruleKeys) {
    if (value[key] !== undefined) readFeel(reader, `${path}.${key}`, value[key]);
  }
  if (value.check !== undefined) {
    if (!isPlainObject(value.check)) reader.refuse(`${path}.check`, 'NOT_AN_OBJECT');
    else {
      reader.refuseUnknownKeys(`${path}.check`, value.check, ['test', 'message']);
      readFeel(reader, `${path}.check.test`, value.check.test);
      const { message } = value.check;
      if (!isString(message) || message.length > 500)
        reader.refuse(`${path}.check.message`, 'BAD_VALUE', { expected: 'text', max: 500 });
    }
  }
  if (value.limits !== undefined) readRuledLimits(reader, `${path}.limits`, value.limits, component);
  return structuredCopy(value) as FieldRules;
}

/** Which rules a component may have. */
export function ruleKeysOf(component: ComponentName): readonly (keyof FieldRules)[] {
  const { kind, hasOptions, isComputed } = fieldDefinitions[component];
  if (kind === 'box' || kind === 'words') return ['visible'];
  if (isComputed) return ['visible', 'value', 'check'];
  return [
    'visible',
    'enabled',
    'required',
    ...(kind === 'value' ? (['value'] as const) : []),
    'check',
    ...(hasOptions && kind === 'value' ? (['options'] as const) : []),
    ...(ruledLimitsOf(component).length > 0 ? (['limits'] as const) : []),
  ];
}
/** Which bounds of a component a rule may set. */
export const ruledLimitsOf = (component: ComponentName): readonly RuledLimit[] =>
  ruledLimits.filter((key) => fieldDefinitions[component].limitKeys.includes(key));

function readRuledLimits(reader: Reader, path: string, value: unknown, component: ComponentName): void {
  if (!isPlainObject(value)) {
    reader.refuse(path, 'NOT_AN_OBJECT');
    return;
  }
  const keys = ruledLimitsOf(component);
  reader.refuseUnknownKeys(path, value, keys);
  for (const key of keys) if (value[key] !== undefined) readFeel(reader, `${path}.${key}`, value[key]);
}

function readFeel(reader: Reader, path: string, value: unknown): void {
  if (!isString(value) || value.length > ruleCeiling || feelSource(value) === undefined)
    reader.refuse(path, 'RULE_NOT_FEEL');
}

function readTranslations(reader: Reader, path: string, value: unknown): FieldNode['x-translations'] | undefined {
  if (value === undefined) return undefined;
  if (!isPlainObject(value)) {
    reader.refuse(path, 'NOT_AN_OBJECT');
    return undefined;
  }
  reader.refuseUnknownKeys(path, value, ['en-US']);
  const english = value['en-US'];
  if (english === undefined) return {};
  if (!isPlainObject(english) || !Object.values(english).every((entry) => isString(entry) && entry.length <= 20_000)) {
    reader.refuse(`${path}.en-US`, 'BAD_VALUE', { expected: 'text', max: 20_000 });
    return undefined;
  }
  reader.refuseUnknownKeys(`${path}.en-US`, english, translatable);
  return structuredCopy(value) as FieldNode['x-translations'];
}

function readOptions(reader: Reader, path: string, value: unknown): readonly Option[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    reader.refuse(path, 'BAD_VALUE', { expected: 'array' });
    return undefined;
  }
  if (value.length > formCeilings.options) {
    reader.refuse(path, 'LIMIT_EXCEEDED', { what: 'options', max: formCeilings.options });
    return undefined;
  }
  const seen = new Set<string>();
  const options: Option[] = [];
  for (const [index, entry] of value.entries()) {
    if (!isOption(entry)) reader.refuse(`${path}.${index}`, 'BAD_VALUE', { expected: 'option' });
    else if (seen.has(entry.value)) reader.refuse(`${path}.${index}`, 'ID_TAKEN', { id: entry.value });
    else {
      seen.add(entry.value);
      options.push({ ...entry });
    }
  }
  return options;
}

function readItems(
  reader: Reader,
  path: string,
  value: unknown,
  component: ComponentName,
): FieldNode['items'] | undefined {
  if (!isPlainObject(value)) {
    reader.refuse(path, value === undefined ? 'MISSING_KEY' : 'NOT_AN_OBJECT', { key: 'items' });
    return undefined;
  }
  reader.refuseUnknownKeys(path, value, ['type', 'properties']);
  if (value.type !== 'object') reader.refuse(`${path}.type`, 'BAD_VALUE', { expected: 'object' });
  const properties = reader.readProperties(`${path}.properties`, value.properties, component);
  if (Object.keys(properties).length > formCeilings.columns) {
    reader.refuse(`${path}.properties`, 'LIMIT_EXCEEDED', { what: 'columns', max: formCeilings.columns });
  }
  // Each row carries its stable id under this key (D10).
  if ('id' in properties) reader.refuse(`${path}.properties.id`, 'ID_INVALID', { id: 'id' });
  return { type: 'object', properties };
}

/** A copy without prototypes or getters of whoever sent it; what is copied has been read already. */
const structuredCopy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
