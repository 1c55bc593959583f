import { err, ok, type Result } from '#core/result';
import { isPlainObject, isString } from '../fields/definition.js';
import { fieldDefinitions } from '../fields/index.js';
import { isFieldId } from '../names.js';
import { parseForm } from '../parse/parse-form.js';
import { isSafePattern } from '../parse/safe-pattern.js';
import { mayHold } from '../placement.js';
import type {
  ComponentName,
  FieldLimits,
  FieldNode,
  FormIssue,
  FormSchema,
  Option,
  SchemaIssueCode,
} from '../types.js';
import { componentFor } from './components.js';

type Json = Readonly<Record<string, unknown>>;

export interface ImportedForm {
  readonly schema: FormSchema;
  /** What was left out or changed, each with its path in what was given. */
  readonly notes: readonly FormIssue[];
}

/** Keys that say how Formily draws, or that are read elsewhere; nothing is lost with them. */
const silent = new Set([
  ...['type', 'title', 'description', 'required', 'enum', 'items', 'properties', 'name', 'format', '_designableId'],
  ...['x-component', 'x-component-props', 'x-decorator', 'x-decorator-props', 'x-index', 'x-designable-id'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern', 'x-validator'],
]);

/**
 * Takes what a schema of plain Formily has in common with ours: fields, titles, options, bounds, tables, layout. Logic in
 * JavaScript, foreign components and everything else is left out and named. Never runs anything of it.
 */
export function importFormily(json: unknown): Result<ImportedForm, readonly FormIssue[]> {
  const root = isPlainObject(json) && isPlainObject(json.schema) ? json.schema : json;
  if (!isPlainObject(root) || !isPlainObject(root.properties))
    return err([{ path: '', code: 'NOT_AN_OBJECT', params: {} }]);
  const reader = new Import();
  const properties = reader.inside(root.properties, 'properties', undefined);
  const parsed = parseForm({ version: 1, type: 'object', properties });
  return parsed.ok ? ok({ schema: parsed.value, notes: reader.notes }) : err(parsed.error);
}

class Import {
  readonly notes: FormIssue[] = [];
  private readonly ids = new Set<string>();
  private count = 0;

  private note(path: string, code: SchemaIssueCode, params: FormIssue['params'] = {}): void {
    if (this.notes.length < 200) this.notes.push({ path, code, params });
  }

  inside(
    properties: Json,
    path: string,
    parent: ComponentName | undefined,
    ids: Set<string> = this.ids,
  ): Record<string, FieldNode> {
    const ordered = Object.entries(properties)
      .filter((entry): entry is [string, Json] => isPlainObject(entry[1]))
      .sort(([, a], [, b]) => Number(a['x-index'] ?? 0) - Number(b['x-index'] ?? 0));
    const result: Record<string, FieldNode> = {};
    for (const [key, node] of ordered) Object.assign(result, this.node(key, node, `${path}.${key}`, parent, ids));
    return result;
  }

  private node(
    key: string,
    node: Json,
    path: string,
    parent: ComponentName | undefined,
    ids: Set<string>,
  ): Readonly<Record<string, FieldNode>> {
    const component = componentFor(node);
    if (component === 'flatten') {
      this.leftOut(node, path);
      const inner = isPlainObject(node.properties) ? node.properties : {};
      return this.inside(inner, `${path}.properties`, parent, ids);
    }
    if (component === undefined || !mayHold(parent, component)) {
      this.note(path, component === undefined ? 'UNKNOWN_COMPONENT' : 'NOT_ALLOWED_HERE', {
        component: String(component ?? node['x-component']).slice(0, 80),
      });
      return {};
    }
    this.leftOut(node, path);
    const id = this.idFor(key, ids, path);
    return { [id]: this.field(component, key, node, path) };
  }

  private field(component: ComponentName, key: string, node: Json, path: string): FieldNode {
    const { kind, jsonType, hasOptions, limitKeys } = fieldDefinitions[component];
    const limits = this.limits(node, path, limitKeys);
    const placeholder = isPlainObject(node['x-component-props']) ? node['x-component-props'].placeholder : undefined;
    const takesPlaceholder = fieldDefinitions[component].propKeys.includes('placeholder');
    return {
      type: jsonType,
      title: this.words(node.title, `${path}.title`) ?? key,
      'x-component': component,
      ...optional('description', this.words(node.description, `${path}.description`)),
      ...(takesPlaceholder && isString(placeholder) && !isExpression(placeholder)
        ? { 'x-component-props': { placeholder: placeholder.slice(0, 200) } }
        : {}),
      ...(node.required === true && kind !== 'box' ? { required: true } : {}),
      ...(hasOptions ? { enum: this.options(node.enum, `${path}.enum`) } : {}),
      ...(Object.keys(limits).length > 0 ? { 'x-limits': limits } : {}),
      ...(kind === 'box'
        ? {
            properties: this.inside(
              isPlainObject(node.properties) ? node.properties : {},
              `${path}.properties`,
              component,
            ),
          }
        : {}),
      ...(kind === 'rows' ? { items: { type: 'object', properties: this.columns(node, path, component) } } : {}),
    };
  }

  /** Columns stand in `items.properties`, each perhaps inside an `ArrayTable.Column` that has the title. */
  private columns(node: Json, path: string, component: ComponentName): Record<string, FieldNode> {
    const items = isPlainObject(node.items) ? node.items : {};
    const properties = isPlainObject(items.properties) ? items.properties : {};
    const titled = Object.fromEntries(
      Object.entries(properties).flatMap(([key, column]): [string, unknown][] => {
        if (!isPlainObject(column) || column['x-component'] !== 'ArrayTable.Column') return [[key, column]];
        const outer = isPlainObject(column['x-component-props']) ? column['x-component-props'].title : undefined;
        return Object.entries(isPlainObject(column.properties) ? column.properties : {})
          .filter(([, inner]) => isPlainObject(inner) && !String(inner['x-component']).startsWith('ArrayTable.'))
          .map(([innerKey, inner]) => [innerKey, { title: outer, ...(inner as Json) }]);
      }),
    );
    return this.inside(titled, `${path}.items.properties`, component, new Set(['id']));
  }

  private idFor(key: string, ids: Set<string>, path: string): string {
    this.count += 1;
    const isFree = isFieldId(key) && !ids.has(key);
    const id = isFree ? key : `f${this.count}`;
    ids.add(id);
    if (!isFree) this.note(path, 'IMPORT_ID', { id: key.slice(0, 80), now: id });
    return id;
  }

  private words(value: unknown, path: string): string | undefined {
    if (!isString(value) || value === '') return undefined;
    if (!isExpression(value)) return value.slice(0, 200);
    this.note(path, 'IMPORT_EXPRESSION');
    return undefined;
  }

  private options(value: unknown, path: string, parent?: string): readonly Option[] {
    if (!Array.isArray(value)) return [];
    return value.flatMap((entry: unknown): readonly Option[] => {
      if (isString(entry) || typeof entry === 'number') return [{ label: String(entry), value: String(entry) }];
      if (!isPlainObject(entry) || (!isString(entry.value) && typeof entry.value !== 'number')) {
        this.note(path, 'BAD_VALUE', { expected: 'option' });
        return [];
      }
      const key = String(entry.value);
      const option = { label: String(entry.label ?? entry.title ?? key), value: key, ...optional('parent', parent) };
      return [option, ...this.options(entry.children, path, key)];
    });
  }

  private limits(node: Json, path: string, known: readonly string[]): FieldLimits {
    const given: [keyof FieldLimits, unknown][] = [
      ['minLength', node.minLength],
      ['maxLength', node.maxLength],
      ['min', node.minimum],
      ['max', node.maximum],
      ['minItems', node.minItems],
      ['maxItems', node.maxItems],
      ['pattern', this.pattern(node)],
    ];
    return Object.fromEntries(
      given.filter(([key, value]) => {
        if (value === undefined || !known.includes(key)) return false;
        if (key !== 'pattern') return typeof value === 'number' && Number.isFinite(value);
        if (isString(value) && isSafePattern(value)) return true;
        this.note(`${path}.pattern`, 'PATTERN_UNSAFE');
        return false;
      }),
    );
  }

  /** Formily's patterns match anywhere; ours match the whole value, so anchors go. */
  private pattern(node: Json): string | undefined {
    const rule = isPlainObject(node['x-validator']) ? node['x-validator'].pattern : undefined;
    const source = isString(node.pattern) ? node.pattern : isString(rule) ? rule : undefined;
    if (source === undefined) return undefined;
    const inner = source.replace(/^\//, '').replace(/\/[a-z]*$/, '');
    return inner.startsWith('^') && inner.endsWith('$') ? inner.slice(1, -1) : inner;
  }

  /** Everything that says something and is not taken. */
  private leftOut(node: Json, path: string): void {
    for (const [key, value] of Object.entries(node)) {
      if (value === undefined || value === null) continue;
      if (key === 'x-validator' && !isPlainObject(value)) this.note(`${path}.${key}`, 'IMPORT_KEY', { key });
      else if (!silent.has(key))
        this.note(`${path}.${key}`, holdsCode(value) ? 'IMPORT_EXPRESSION' : 'IMPORT_KEY', { key: key.slice(0, 80) });
    }
  }
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
const isExpression = (text: string): boolean => text.includes('{{');
const holdsCode = (value: unknown): boolean => JSON.stringify(value ?? null).includes('{{');
