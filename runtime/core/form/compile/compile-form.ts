import { compileExpression, type FeelProgram, type FeelType } from '#core/feel';
import type { FieldDefinition } from '../fields/definition.js';
import { fieldDefinitions } from '../fields/index.js';
import { holdsAnswer, sectionsOf } from '../names.js';
import type { CompiledFormFace, FieldInfo, SectionInfo } from '../state.js';
import type { FieldRules, FormSchema, Option, RuledLimit } from '../types.js';
import { feelSource } from './feel-source.js';
import { sortByDependency } from './order.js';

export interface CompiledRules {
  readonly visible?: FeelProgram;
  readonly enabled?: FeelProgram;
  readonly required?: FeelProgram;
  readonly value?: FeelProgram;
  readonly check?: FeelProgram;
  readonly message?: FeelProgram;
  readonly options?: FeelProgram;
  readonly limits?: readonly (readonly [RuledLimit, FeelProgram])[];
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
  /** The box it stands in. */
  readonly parentId: string | undefined;
  readonly sectionVisible: FeelProgram | undefined;
  /** Units that visibility and value rest on, through FEEL names or the box it stands in. */
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
  /** Boxes, inner ones first, each with what stands directly in it. */
  readonly boxes: readonly { readonly id: string; readonly inside: readonly string[] }[];
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
  if (field.columns.length > 0)
    return { ...field, columns: field.columns.map((column) => withCodeTable(column, options)) };
  const tableName = field.node['x-component-props']?.codeTable;
  if (field.component !== 'Region' || tableName === undefined) return field;
  const tables = options.codeTables ?? {};
  return { ...field, options: Object.hasOwn(tables, tableName) ? tables[tableName] : undefined };
}

function compileInner(sections: readonly SectionInfo[], fields: readonly FieldInfo[]): Internals {
  const topNames = fields.filter(holdsAnswer).map((field) => field.name);
  const idByName = new Map<string, string>();
  for (const field of fields) if (!idByName.has(field.name) && holdsAnswer(field)) idByName.set(field.name, field.id);
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
        parentId: undefined,
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
        parentId: info.parentId,
        sectionVisible: undefined,
        definedBy: info.parentId === undefined ? definedBy : [info.parentId, ...definedBy],
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
    boxes: boxesOf(sections, fields),
  };
}

function boxesOf(sections: readonly SectionInfo[], fields: readonly FieldInfo[]): Internals['boxes'] {
  const inside = new Map<string, string[]>();
  for (const section of sections) if (section.id !== undefined) inside.set(section.id, []);
  for (const field of fields) {
    if (field.parentId !== undefined) inside.get(field.parentId)?.push(field.id);
    if (field.kind === 'box') inside.set(field.id, []);
  }
  // A box comes before what it holds.
  return [...inside].map(([id, ids]) => ({ id, inside: ids })).reverse();
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
      ...rule('message', rules.check?.message, names),
      ...rule('options', rules.options, names),
      ...limitRules(rules.limits, names),
    },
    columns: order.map((id) => columnById.get(id)).filter((column) => column !== undefined),
  };
}

function limitRules(limits: FieldRules['limits'], names: readonly string[]): CompiledRules {
  const programs = Object.entries(limits ?? {}).flatMap(([key, text]) => {
    const program = compileRule(text, names);
    return program === undefined ? [] : [[key as RuledLimit, program] as const];
  });
  return programs.length === 0 ? {} : { limits: programs };
}

const rule = (
  key: keyof Omit<CompiledRules, 'limits'>,
  text: string | undefined,
  names: readonly string[],
): CompiledRules => {
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
  const own = ({ rules }: CompiledField) =>
    [
      rules.enabled,
      rules.required,
      rules.check,
      rules.message,
      rules.options,
      ...(rules.limits ?? []).map(([, program]) => program),
    ].flatMap((program) => program?.names ?? []);
  return [...own(field), ...field.columns.flatMap(own).filter((name) => !columns.has(name))];
}

function reverse(
  units: readonly Unit[],
  needs: (unit: Unit) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const unit of units) {
    for (const id of needs(unit)) {
      const ids = result.get(id);
      if (ids === undefined) result.set(id, [unit.id]);
      else ids.push(unit.id);
    }
  }
  return result;
}

/** The static type of one field or column. */
export const feelTypeOf = (field: FieldInfo): FeelType => fieldDefinitions[field.component].feelType(field);

/** Static types by FEEL name, for `checkExpression`. */
export function feelTypes(compiled: CompiledFormFace): Readonly<Record<string, FeelType>> {
  return Object.fromEntries(
    compiled.fields.filter(holdsAnswer).map((field) => [field.name, fieldDefinitions[field.component].feelType(field)]),
  );
}
