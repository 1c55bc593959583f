import { renameVariable } from '#core/feel';
import { err, ok, type Result } from '#core/result';
import { feelSource, feelText } from './compile/feel-source.js';
import { fieldsOf, isFieldName } from './names.js';
import type { FieldInfo } from './state.js';
import type { FieldNode, FieldRules, FormIssue, FormSchema } from './types.js';

/**
 * Gives a field another FEEL name, and rewrites every rule of the form that reads it (D10). A column's name is known in
 * its own table only; rules elsewhere that reach into its rows by path are named by `lintForm` afterwards.
 */
export function renameField(schema: FormSchema, key: string, name: string): Result<FormSchema, readonly FormIssue[]> {
  const fields = fieldsOf(schema);
  const field = fields.find((entry) => entry.key === key);
  if (field === undefined) return err([{ path: key, code: 'UNKNOWN_FIELD', params: {} }]);
  const path = `${field.schemaPath}.x-name`;
  if (!isFieldName(name)) return err([{ path, code: 'NAME_INVALID', params: { name } }]);
  const rival = fields.find((entry) => entry.tableId === field.tableId && entry.key !== key && entry.name === name);
  if (rival !== undefined) return err([{ path, code: 'NAME_TAKEN', params: { name, other: rival.node.title } }]);
  return ok(new Renaming(field, name, fields).form(schema));
}

class Renaming {
  constructor(
    private readonly field: FieldInfo,
    private readonly name: string,
    private readonly fields: readonly FieldInfo[],
  ) {}

  form(schema: FormSchema): FormSchema {
    return { ...schema, properties: this.nodes(schema.properties, undefined) };
  }

  private nodes(
    properties: Readonly<Record<string, FieldNode>>,
    tableId: string | undefined,
  ): Readonly<Record<string, FieldNode>> {
    return Object.fromEntries(Object.entries(properties).map(([id, node]) => [id, this.node(id, node, tableId)]));
  }

  private node(id: string, node: FieldNode, tableId: string | undefined): FieldNode {
    const isTarget = id === this.field.id && tableId === this.field.tableId;
    const inScope = this.field.tableId === tableId || (this.field.tableId === undefined && !this.isShadowed(tableId));
    const { items, properties } = node;
    return {
      ...node,
      ...(isTarget ? { 'x-name': this.name } : {}),
      ...(node['x-rules'] && inScope ? { 'x-rules': this.rules(node['x-rules']) } : {}),
      ...(items ? { items: { ...items, properties: this.nodes(items.properties, id) } } : {}),
      ...(properties ? { properties: this.nodes(properties, undefined) } : {}),
    };
  }

  /** A column of the same name hides the field from the rules of its table. */
  private isShadowed(tableId: string | undefined): boolean {
    return (
      tableId !== undefined && this.fields.some((entry) => entry.tableId === tableId && entry.name === this.field.name)
    );
  }

  private rules(rules: FieldRules): FieldRules {
    const { check, limits } = rules;
    const keys = (['visible', 'enabled', 'required', 'value', 'options'] as const).filter(
      (key) => rules[key] !== undefined,
    );
    return {
      ...Object.fromEntries(keys.map((key) => [key, this.text(rules[key] ?? '')])),
      ...(check ? { check: { test: this.text(check.test), message: this.text(check.message) } } : {}),
      ...(limits
        ? { limits: Object.fromEntries(Object.entries(limits).map(([key, text]) => [key, this.text(text)])) }
        : {}),
    };
  }

  /** A rule that cannot be read stays as it is; `lintForm` names it. */
  private text(text: string): string {
    const source = feelSource(text);
    if (source === undefined) return text;
    const renamed = renameVariable(source, this.field.name, this.name, {
      names: this.fields.map((entry) => entry.name),
    });
    return renamed.ok ? feelText(renamed.value) : text;
  }
}
