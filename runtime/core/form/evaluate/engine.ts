import type { CompiledForm } from '../compile/compile-form.js';
import { fieldDefinitions } from '../fields/index.js';
import { holdsRows, rowIdShape } from '../fields/row.js';
import { holdsAnswer } from '../names.js';
import type { FieldInfo, FormContext, FormEngine, FormState } from '../state.js';
import type { FormIssue, Row, SubmissionData } from '../types.js';
import { accessLevel, mayEdit } from './access.js';
import { Evaluation } from './evaluation.js';

/** The state of every field, section and cell. Deterministic and idempotent. */
export function evaluateForm(compiled: CompiledForm, data: SubmissionData, context: FormContext): FormState {
  return { fields: Object.fromEntries(new Evaluation(compiled, { ...data }, context).allStates()) };
}

/** The form while it is being filled in; the same verdicts as the server's, recomputed only where something changed. */
export function createFormEngine(compiled: CompiledForm, data: SubmissionData, context: FormContext): FormEngine {
  return new Engine(compiled, data, context);
}

class Engine implements FormEngine {
  private readonly evaluation: Evaluation;
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly listenersToAll = new Set<() => void>();

  constructor(
    readonly compiled: CompiledForm,
    data: SubmissionData,
    private context: FormContext,
  ) {
    this.evaluation = new Evaluation(compiled, { ...data }, context);
  }

  get(path: string) {
    return this.evaluation.state(path);
  }

  set(path: string, value: unknown): void {
    if (this.get(path)?.mode !== 'edit') return;
    const [id = '', rowId, columnId] = path.split('.');
    this.forgetExternal(path);
    if (rowId === undefined) {
      this.tell(this.evaluation.change(id, value));
      return;
    }
    const rows = this.evaluation.rows(id).map((row) => (row.id === rowId ? withCell(row, columnId ?? '', value) : row));
    this.tell(this.evaluation.change(id, rows));
  }

  addRow(tableId: string, rowId: string): void {
    const rows = this.evaluation.rows(tableId);
    if (this.get(tableId)?.mode !== 'edit' || !rowIdShape.test(rowId) || rows.some((row) => row.id === rowId)) return;
    this.forgetExternal(tableId);
    this.tell(this.evaluation.change(tableId, [...rows, { id: rowId }]));
  }

  removeRow(tableId: string, rowId: string): void {
    if (this.get(tableId)?.mode !== 'edit') return;
    this.forgetExternal(tableId);
    const rows = this.evaluation.rows(tableId).filter((row) => row.id !== rowId);
    this.tell(this.evaluation.change(tableId, rows.length === 0 ? undefined : rows));
  }

  rowIds(tableId: string): readonly string[] {
    return this.evaluation.rows(tableId).map((row) => row.id);
  }

  subscribe(path: string, listener: () => void): () => void {
    const listeners = this.listeners.get(path) ?? new Set();
    this.listeners.set(path, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }

  subscribeAll(listener: () => void): () => void {
    this.listenersToAll.add(listener);
    return () => {
      this.listenersToAll.delete(listener);
    };
  }

  issues(): readonly FormIssue[] {
    return issuesOf(this.compiled, this.evaluation);
  }

  data(): SubmissionData {
    return answersOf(this.compiled, this.evaluation);
  }

  input(): SubmissionData {
    const data = this.data();
    const editable = this.compiled.fields.filter(
      (field) =>
        holdsAnswer(field) &&
        mayEdit(accessLevel(this.context.access, field)) &&
        this.get(field.id)?.lock !== 'computed' &&
        this.get(field.id)?.lock !== 'registry',
    );
    return Object.fromEntries(editable.map((field) => [field.id, data[field.id] ?? null]));
  }

  setContext(change: Partial<FormContext>): void {
    this.context = { ...this.context, ...change };
    this.tell(this.evaluation.changeContext(this.context));
  }

  /** A remote issue speaks of the answer it was made for. */
  private forgetExternal(path: string): void {
    const { externalIssues } = this.context;
    if (externalIssues === undefined || !externalIssues.some((issue) => issue.path === path)) return;
    this.context = { ...this.context, externalIssues: externalIssues.filter((issue) => issue.path !== path) };
    this.evaluation.changeContext(this.context);
  }

  private tell(changed: ReadonlySet<string>): void {
    for (const path of changed) for (const listener of [...(this.listeners.get(path) ?? [])]) listener();
    for (const listener of [...this.listenersToAll]) listener();
  }
}

const withCell = (row: Row, columnId: string, value: unknown): Row => {
  const { [columnId]: _former, ...rest } = row;
  return (value === undefined ? rest : { ...row, [columnId]: value }) as Row;
};

/** Issues of everything that can be seen, in the order of the page; a table's own before its cells'. */
export function issuesOf(compiled: CompiledForm, evaluation: Evaluation): readonly FormIssue[] {
  return compiled.fields.flatMap((field) => [
    ...(evaluation.state(field.id)?.issues ?? []),
    ...evaluation
      .rowResults(field.id)
      .flatMap((row) =>
        field.columns.flatMap((column) => evaluation.state(`${field.id}.${row.row.id}.${column.id}`)?.issues ?? []),
      ),
  ]);
}

/** Answers of the right type with computed and certified values put in. */
export function answersOf(compiled: CompiledForm, evaluation: Evaluation): SubmissionData {
  const answers: Record<string, unknown> = {};
  for (const field of compiled.fields) {
    const value = evaluation.value(field.id);
    if (value === undefined || !fieldDefinitions[field.component].isType(value)) continue;
    answers[field.id] = holdsRows(field) ? (value as readonly Row[]).map((row) => typedRow(field, row)) : value;
  }
  return answers;
}

function typedRow(table: FieldInfo, row: Row): Row {
  const cells = table.columns.filter((column) => fieldDefinitions[column.component].isType(row[column.id]));
  return { id: row.id, ...Object.fromEntries(cells.map((column) => [column.id, row[column.id]])) };
}
