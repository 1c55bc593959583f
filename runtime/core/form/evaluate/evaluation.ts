import type { FeelValue } from '#core/feel';
import {
  type CompiledField,
  type CompiledForm,
  type Internals,
  internals,
  type Unit,
} from '../compile/compile-form.js';
import { sameAnswer } from '../equal.js';
import { holdsRows, rowsIn } from '../fields/row.js';
import type { FieldState, FormContext } from '../state.js';
import type { RegistryFact, Row } from '../types.js';
import { accessLevel, mayEdit } from './access.js';
import { cellPath, defineRow, judgeRow, type RowResult, repeatsIn } from './evaluate-table.js';
import { factFor, isCertified, judgeField } from './judge-field.js';
import { type Lookup, runRule } from './run-rule.js';

interface UnitResult {
  readonly visible: boolean;
  readonly value: unknown;
  readonly feel: FeelValue;
  readonly fact: RegistryFact | undefined;
  readonly rows: readonly RowResult[];
}
type Cause = 'answer' | 'dependency';

/**
 * One form with one set of answers. Two passes over the units in dependency order: first visibility and values (which
 * other fields read), then enabled, required and issues. After a change only the units it reaches are passed again, and
 * only rows whose answers changed; `evaluateForm` and the browser's engine are both this class, so they cannot differ.
 */
export class Evaluation {
  private readonly inner: Internals;
  private readonly results = new Map<string, UnitResult>();
  private readonly states = new Map<string, FieldState>();
  private readonly cells = new Map<
    string,
    {
      readonly result: RowResult;
      readonly states: ReadonlyMap<string, FieldState>;
      readonly isAsked: boolean;
      readonly repeats: string;
    }
  >();
  private readonly lookup: Lookup = (name) => {
    const id = this.inner.idByName.get(name);
    return id === undefined ? undefined : (this.results.get(id)?.feel ?? null);
  };

  constructor(
    readonly compiled: CompiledForm,
    private answers: Record<string, unknown>,
    private context: FormContext,
  ) {
    this.inner = compiled[internals];
    this.runAll();
  }

  answer(id: string): unknown {
    return Object.hasOwn(this.answers, id) ? this.answers[id] : undefined;
  }

  rows(tableId: string): readonly Row[] {
    const field = this.compiled.field(tableId);
    return field === undefined || !holdsRows(field) ? [] : rowsIn(field, this.answer(tableId));
  }

  state(path: string): FieldState | undefined {
    return this.states.get(path);
  }

  allStates(): ReadonlyMap<string, FieldState> {
    return this.states;
  }

  /** Visible by rule (section too), whatever the step may see. */
  isShownByRule(id: string): boolean {
    return this.results.get(id)?.visible ?? false;
  }

  rowResults(tableId: string): readonly RowResult[] {
    return this.results.get(tableId)?.rows ?? [];
  }

  value(id: string): unknown {
    return this.results.get(id)?.value;
  }

  /** Takes an answer; gives the paths whose state changed. */
  change(id: string, value: unknown): ReadonlySet<string> {
    const answers = { ...this.answers };
    if (value === undefined) delete answers[id];
    else answers[id] = value;
    this.answers = answers;
    return this.run(new Map([[id, 'answer']]));
  }

  changeContext(context: FormContext): ReadonlySet<string> {
    this.context = context;
    return this.runAll();
  }

  private runAll(): ReadonlySet<string> {
    return this.run(new Map(this.inner.units.map((unit) => [unit.id, 'dependency'])));
  }

  private run(dirty: Map<string, Cause>): ReadonlySet<string> {
    const judge = new Map(dirty);
    for (const unit of this.inner.units) {
      const cause = dirty.get(unit.id);
      if (cause === undefined) continue;
      const before = this.results.get(unit.id);
      const after = this.define(unit, cause);
      this.results.set(unit.id, after);
      if (
        before !== undefined &&
        before.visible === after.visible &&
        before.feel === after.feel &&
        before.fact === after.fact
      )
        continue;
      for (const id of this.inner.definedFrom.get(unit.id) ?? []) {
        dirty.set(id, 'dependency');
        judge.set(id, 'dependency');
      }
      for (const id of this.inner.readFrom.get(unit.id) ?? []) judge.set(id, 'dependency');
    }
    const changed = new Set<string>();
    for (const unit of this.inner.units) {
      const cause = judge.get(unit.id);
      if (cause !== undefined && unit.field !== undefined) this.judge(unit.field, unit.id, cause, changed);
    }
    this.judgeBoxes(changed);
    return changed;
  }

  private define(unit: Unit, cause: Cause): UnitResult {
    const inVisibleBox = unit.parentId === undefined || (this.results.get(unit.parentId)?.visible ?? true);
    const rule = unit.field === undefined ? unit.sectionVisible : unit.field.rules.visible;
    const verdict = this.verdict(unit.id)?.visible;
    const visible =
      inVisibleBox && (verdict ?? (rule === undefined || runRule(rule, this.lookup, this.context) === true));
    const { field } = unit;
    if (field === undefined) return { visible, value: undefined, feel: null, fact: undefined, rows: [] };
    if (holdsRows(field.info)) return this.defineRows(field, visible, cause);
    const fact = factFor(field, this.context.registry);
    const value = this.effectiveValue(field, fact);
    const isGiven = visible && !field.definition.isEmpty(value);
    return { visible, value, feel: isGiven ? field.definition.toFeel(value, field.info) : null, fact, rows: [] };
  }

  private effectiveValue(field: CompiledField, fact: RegistryFact | undefined): unknown {
    if (field.rules.value !== undefined)
      return field.definition.fromFeel(runRule(field.rules.value, this.lookup, this.context), field.info);
    if (field.definition.isComputed) return fact?.value;
    const answer = this.answer(field.info.id);
    // A step that may not change the field sees what was stored, and the registry's value where nothing was.
    const takesFact = answer === undefined || mayEdit(accessLevel(this.context.access, field.info));
    return fact !== undefined && isCertified(field) && takesFact ? fact.value : answer;
  }

  private defineRows(field: CompiledField, visible: boolean, cause: Cause): UnitResult {
    const value = this.answer(field.info.id);
    if (value !== undefined && !field.definition.isType(value))
      return { visible, value, feel: null, fact: undefined, rows: [] };
    // A row object is replaced when one of its cells changes, so an untouched one keeps its result.
    const kept = new Map(
      cause === 'answer' ? this.rowResults(field.info.id).map((result) => [result.row, result]) : [],
    );
    const rows = rowsIn(field.info, value).map(
      (row) => kept.get(row) ?? defineRow(field, row, this.lookup, this.context),
    );
    const values = rows.map((row) => row.values);
    if (field.info.kind === 'block') {
      const [only] = rows;
      const isGiven = only?.isGiven === true;
      const feel = visible && isGiven ? only.feel : null;
      return { visible, value: isGiven ? values : undefined, feel, fact: undefined, rows };
    }
    const feel = visible && rows.length > 0 ? rows.map((row) => row.feel) : null;
    return { visible, value: value === undefined ? undefined : values, feel, fact: undefined, rows };
  }

  private judge(field: CompiledField, id: string, cause: Cause, changed: Set<string>): void {
    const result = this.results.get(id);
    if (result === undefined || field.info.kind === 'box') return;
    const placed = {
      path: id,
      visible: result.visible,
      value: result.value,
      level: accessLevel(this.context.access, field.info),
      fact: result.fact,
      verdict: this.verdict(id),
      isAsked: true,
      repeats: undefined,
    };
    const state = judgeField(field, placed, this.lookup, this.context);
    this.keep(id, state, changed);
    if (holdsRows(field.info)) this.judgeRows(field, result, state, cause, changed);
  }

  private judgeRows(
    field: CompiledField,
    table: UnitResult,
    state: FieldState,
    cause: Cause,
    changed: Set<string>,
  ): void {
    const tableId = field.info.id;
    const gone = new Set([...this.cells.keys()].filter((key) => key.startsWith(`${tableId}.`)));
    const repeats = repeatsIn(field, table.rows);
    const isOptional = field.info.kind === 'block' && field.info.component !== 'FileSet' && !state.required;
    for (const result of table.rows) {
      const key = `${tableId}.${result.row.id}`;
      gone.delete(key);
      const before = this.cells.get(key);
      const isAsked = !isOptional || result.isGiven;
      const ownRepeats = field.columns.map((column) => repeats.get(`${result.row.id}.${column.info.id}`)).join();
      const isSame = before?.result === result && before.isAsked === isAsked && before.repeats === ownRepeats;
      if (cause === 'answer' && isSame) continue;
      const at = {
        tableVisible: table.visible,
        isAsked,
        repeats,
        // Rows of a table that is locked by rule are locked with it.
        levelOf: (column: CompiledField) =>
          state.lock === 'rule' ? 'read' : accessLevel(this.context.access, column.info),
      };
      const states = judgeRow(field, result, at, this.lookup, this.context);
      this.cells.set(key, { result, states, isAsked, repeats: ownRepeats });
      for (const [columnId, cell] of states) this.keep(cellPath(tableId, result.row.id, columnId), cell, changed);
    }
    for (const key of gone) {
      for (const columnId of this.cells.get(key)?.states.keys() ?? []) {
        this.states.delete(`${key}.${columnId}`);
        changed.add(`${key}.${columnId}`);
      }
      this.cells.delete(key);
    }
  }

  /** A box in which nothing can be seen is not shown either. */
  private judgeBoxes(changed: Set<string>): void {
    for (const { id, inside } of this.inner.boxes) {
      const visible = this.isShownByRule(id) && inside.some((inner) => this.states.get(inner)?.visible === true);
      this.keep(id, visible ? shownBox : hiddenBox, changed);
    }
  }

  private verdict(id: string) {
    const { verdicts } = this.context;
    return verdicts !== undefined && Object.hasOwn(verdicts, id) ? verdicts[id] : undefined;
  }

  private keep(path: string, state: FieldState, changed: Set<string>): void {
    const before = this.states.get(path);
    if (before !== undefined && sameState(before, state)) return;
    this.states.set(path, state);
    changed.add(path);
  }
}

const hiddenBox: FieldState = {
  visible: false,
  mode: 'hidden',
  required: false,
  issues: [],
  value: undefined,
  options: undefined,
  limits: {},
  lock: undefined,
  fact: undefined,
};
const shownBox: FieldState = { ...hiddenBox, visible: true, mode: 'edit' };

const sameState = (a: FieldState, b: FieldState): boolean =>
  a.visible === b.visible &&
  a.mode === b.mode &&
  a.required === b.required &&
  a.value === b.value &&
  (a.options === b.options || sameAnswer(a.options, b.options)) &&
  (a.limits === b.limits || sameAnswer(a.limits, b.limits)) &&
  a.lock === b.lock &&
  a.fact === b.fact &&
  sameAnswer(a.issues, b.issues);
