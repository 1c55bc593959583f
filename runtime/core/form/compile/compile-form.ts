import { compileExpression, type FeelProgram, type FeelType } from '#core/feel';
import type { FieldDefinition } from '../fields/definition.js';
import { fieldDefinitions } from '../fields/index.js';
import { sectionsOf } from '../names.js';
import type { CompiledFormFace, FieldInfo, SectionInfo } from '../state.js';
import type { FormSchema, Option } from '../types.js';
import { feelSource } from './feel-source.js';
import { sortByDependency } from './order.js';

export interface CompiledRules {
  readonly visible?: FeelProgram;
  readonly enabled?: FeelProgram;
  readonly required?: FeelProgram;
  readonly value?: FeelProgram;
  readonly check?: FeelProgram;
}
export interface CompiledField {
  readonly info: FieldInfo;
  readonly definition: FieldDefinition;
  readonly rules: CompiledRules;
  /** In the order in which their visibility and values depend on each other. */
  readonly columns: readonly CompiledField[];
}
/** What is evaluated as one: a field (a table with all its rows), or a section. */
export interface Unit {
  readonly id: string;
  /** Undefined for a section. */
  readonly field: CompiledField | undefined;
  readonly sectionId: string | undefined;
  readonly sectionVisible: FeelProgram | undefined;
  /** Units that visibility and value rest on, through FEEL names or the section. */
  readonly definedBy: readonly string[];
  /** Units that enabled, required and checks read besides. */
  readonly readBy: readonly string[];
}
export const internals: unique symbol = Symbol('compiled form');
export interface Internals {
  /** In dependency order. */
  readonly units: readonly Unit[];
  readonly position: ReadonlyMap<string, number>;
  /** Units to look at again when a unit's value or visibility changed. */
  readonly definedFrom: ReadonlyMap<string, readonly string[]>;
  readonly readFrom: ReadonlyMap<string, readonly string[]>;
  readonly idByName: ReadonlyMap<string, string>;
  readonly compiledByKey: ReadonlyMap<string, CompiledField>;
}
/** A form made ready once; opaque but for its face. */
export interface CompiledForm extends CompiledFormFace {
  readonly [internals]: Internals;
}

export interface CompileFormOptions {
  readonly codeTables?: Readonly<Record<string, readonly Option[]>>;
}

/** Makes a parsed schema ready. A rule that does not compile is left out (`lintForm` names it), so that a draft can be previewed. */
export function compileForm(schema: FormSchema, options: CompileFormOptions = {}): CompiledForm {
  const sections = sectionsOf(schema).map((section) => ({
    ...section,
    fields: section.fields.map((field) => withCodeTable(field, options)),
  }));
  const fields = sections.flatMap((section) => section.fields);
  const byKey = new Map(fields.flatMap((field) => [field, ...field.columns]).map((field) => [field.key, field]));
  const inner = compileInner(sections, fields);
  return { schema, sections, fields, field: (key) => byKey.get(key), [internals]: inner };
}

function withCodeTable(field: FieldInfo, options: CompileFormOptions): FieldInfo {
  const tableName = field.node['x-component-props']?.codeTable;
  if (field.component !== 'Region' || tableName === undefined) return field;
  const tables = options.codeTables ?? {};
  return { ...field, options: Object.hasOwn(tables, tableName) ? tables[tableName] : undefined };
}

function compileInner(sections: readonly SectionInfo[], fields: readonly FieldInfo[]): Internals {
  const topNames = fields.filter((field) => fieldDefinitions[field.component].hasValue).map((field) => field.name);
  const idByName = new Map<string, string>();
  for (const field of fields)
    if (!idByName.has(field.name) && field.component !== 'Note') idByName.set(field.name, field.id);
  const compiledByKey = new Map<string, CompiledField>();
  const units: Unit[] = [];
  const toIds = (names: readonly string[]): string[] => [
    ...new Set(names.map((name) => idByName.get(name)).filter((id) => id !== undefined)),
  ];
  for (const section of sections) {
    if (section.id !== undefined) {
      const visible = compileRule(section.node?.['x-rules']?.visible, topNames);
      units.push({
        id: section.id,
        field: undefined,
        sectionId: undefined,
        sectionVisible: visible,
        definedBy: toIds(visible?.names ?? []),
        readBy: [],
      });
    }
    for (const info of section.fields) {
      const field = compileField(info, topNames);
      compiledByKey.set(info.key, field);
      for (const column of field.columns) compiledByKey.set(column.info.key, column);
      const definedBy = toIds(definitionNames(field));
      units.push({
        id: info.id,
        field,
        sectionId: section.id,
        sectionVisible: undefined,
        definedBy: section.id === undefined ? definedBy : [section.id, ...definedBy],
        readBy: toIds(readNames(field)),
      });
    }
  }
  const order = sortByDependency(units.map((unit) => ({ id: unit.id, needs: unit.definedBy })));
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const sorted = order.map((id) => byId.get(id)).filter((unit) => unit !== undefined);
  return {
    units: sorted,
    position: new Map(order.map((id, index) => [id, index])),
    definedFrom: reverse(sorted, (unit) => unit.definedBy),
    readFrom: reverse(sorted, (unit) => unit.readBy),
    idByName,
    compiledByKey,
  };
}

function compileField(info: FieldInfo, names: readonly string[]): CompiledField {
  const columnNames = info.columns.map((column) => column.name);
  const columns = info.columns.map((column) => compileField(column, [...columnNames, ...names]));
  const idOf = new Map(info.columns.map((column) => [column.name, column.id]));
  const order = sortByDependency(
    columns.map((column) => ({
      id: column.info.id,
      needs: ownNames(column)
        .map((name) => idOf.get(name))
        .filter((id) => id !== undefined),
    })),
  );
  const columnById = new Map(columns.map((column) => [column.info.id, column]));
  const rules = info.node['x-rules'] ?? {};
  return {
    info,
    definition: fieldDefinitions[info.component],
    rules: {
      ...rule('visible', rules.visible, names),
      ...rule('enabled', rules.enabled, names),
      ...rule('required', rules.required, names),
      ...rule('value', rules.value, names),
      ...rule('check', rules.check?.test, names),
    },
    columns: order.map((id) => columnById.get(id)).filter((column) => column !== undefined),
  };
}

const rule = (key: keyof CompiledRules, text: string | undefined, names: readonly string[]): CompiledRules => {
  const program = compileRule(text, names);
  return program === undefined ? {} : { [key]: program };
};

function compileRule(text: string | undefined, names: readonly string[]): FeelProgram | undefined {
  const source = text === undefined ? undefined : feelSource(text);
  if (source === undefined) return undefined;
  const compiled = compileExpression(source, { names });
  return compiled.ok ? compiled.value : undefined;
}

const ownNames = (field: CompiledField): readonly string[] => [
  ...(field.rules.visible?.names ?? []),
  ...(field.rules.value?.names ?? []),
];
/** What visibility and value of a field rest on; for a table those of its columns too, but for the columns themselves. */
function definitionNames(field: CompiledField): readonly string[] {
  const columns = new Set(field.columns.map((column) => column.info.name));
  return [...ownNames(field), ...field.columns.flatMap(ownNames).filter((name) => !columns.has(name))];
}
function readNames(field: CompiledField): readonly string[] {
  const columns = new Set(field.columns.map((column) => column.info.name));
  const own = (one: CompiledField) =>
    [one.rules.enabled, one.rules.required, one.rules.check].flatMap((program) => program?.names ?? []);
  return [...own(field), ...field.columns.flatMap(own).filter((name) => !columns.has(name))];
}

function reverse(
  units: readonly Unit[],
  needs: (unit: Unit) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const unit of units) {
    for (const id of needs(unit)) result.set(id, [...(result.get(id) ?? []), unit.id]);
  }
  return result;
}

/** Static types by FEEL name, for `checkExpression`. */
export function feelTypes(compiled: CompiledFormFace): Readonly<Record<string, FeelType>> {
  return Object.fromEntries(
    compiled.fields
      .filter((field) => fieldDefinitions[field.component].hasValue)
      .map((field) => [field.name, fieldDefinitions[field.component].feelType(field)]),
  );
}
