import { type DmnElement, DmnModdle } from 'dmn-moddle';
import {
  type CellKind,
  type ColumnType,
  columnTypes,
  compileDecisions,
  type Decision,
  type DecisionTable,
  decisionNames,
  type HitPolicy,
  mapCells,
} from '#core/dmn';
import { exportSource, type FeelType } from '#core/feel';
import { children } from './element-access.js';
import { layOut } from './lay-out.js';

/** What a file is made of beside the decisions. */
export interface DmnFile {
  readonly name: string;
  /** Types of the variables around the decisions, for the file's input data. */
  readonly variables?: Readonly<Record<string, FeelType>>;
}

/**
 * Decisions as a DMN 1.3 file that other modellers open: plain numbers instead of `2000万` (D21), input data for every
 * variable that is read, requirements and a drawing. Reading it back gives decisions that mean the same.
 */
export async function exportDmn(decisions: readonly Decision[], file: DmnFile): Promise<string> {
  const variables = file.variables ?? {};
  const names = [...Object.keys(variables), ...decisionNames(decisions)];
  const writer = new Writer(new DmnModdle());
  const compiled = compileDecisions(decisions, Object.keys(variables)).inOrder;
  const readBy = new Map(compiled.map(({ decision, names: read }) => [decision.id, read]));
  const idOf = new Map(decisions.map(({ id, name }) => [name, id]));
  const inputs = [...new Set([...readBy.values()].flat())].filter((name) => !idOf.has(name));
  const inputIds = new Map(inputs.map((name, index) => [name, `input_${index + 1}`]));
  const requires = (id: string) =>
    (readBy.get(id) ?? []).map((name) => ({ decision: idOf.get(name), input: inputIds.get(name) }));
  const plain = decisions.map((decision) => mapCells(decision, (source, kind) => plainNumbers(source, kind, names)));
  const elements = [
    ...inputs.map((name) => writer.inputData(inputIds.get(name) as string, name, variables[name])),
    ...plain.map((decision) => writer.decision(decision, requires(decision.id))),
  ];
  const edges = decisions.flatMap(({ id }) =>
    requires(id).map(({ decision, input }, index) => ({
      id: requirementId(id, index),
      from: (decision ?? input) as string,
      to: id,
    })),
  );
  const all = new Map(
    [...elements, ...elements.flatMap((element) => children(element, 'informationRequirement'))].map((element) => [
      element.id,
      element,
    ]),
  );
  const root = writer.make('dmn:Definitions', {
    id: 'definitions',
    name: file.name,
    namespace: 'https://duixian.example/decisions',
    exporter: 'Duixian',
    drgElement: elements,
    dmnDI: layOut(
      writer.moddle,
      [...inputIds.values()],
      decisions.map(({ id }) => id),
      edges,
      (id) => all.get(id),
    ),
  });
  const { xml } = await writer.moddle.toXML(root, { format: true });
  return xml;
}

const requirementId = (decisionId: string, index: number): string => `${decisionId}_requires_${index + 1}`;

/** A cell that does not compile stays as written. */
function plainNumbers(source: string, kind: CellKind, names: readonly string[]): string {
  const exported = exportSource(source, { names, unaryTests: kind === 'tests' });
  return exported.ok ? exported.value : source;
}

const policies: Readonly<Record<HitPolicy, readonly [hitPolicy: string, aggregation?: string]>> = {
  U: ['UNIQUE'],
  A: ['ANY'],
  P: ['PRIORITY'],
  F: ['FIRST'],
  R: ['RULE ORDER'],
  O: ['OUTPUT ORDER'],
  C: ['COLLECT'],
  'C+': ['COLLECT', 'SUM'],
  'C<': ['COLLECT', 'MIN'],
  'C>': ['COLLECT', 'MAX'],
  'C#': ['COLLECT', 'COUNT'],
};

const typeRef = (type: ColumnType): string | undefined => (type === 'any' ? undefined : type);
const columnTypeOf = (type: FeelType | undefined): ColumnType =>
  columnTypes.find((known) => known === type?.kind) ?? 'any';

class Writer {
  constructor(readonly moddle: DmnModdle) {}

  /** Properties that are undefined or '' are left out. */
  make(type: string, properties: Readonly<Record<string, unknown>>): DmnElement {
    const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
    return this.moddle.create(type, Object.fromEntries(given));
  }

  inputData(id: string, name: string, type: FeelType | undefined): DmnElement {
    const variable = this.make('dmn:InformationItem', {
      id: `${id}_variable`,
      name,
      typeRef: typeRef(columnTypeOf(type)),
    });
    return this.make('dmn:InputData', { id, name, variable });
  }

  decision(
    { id, name, clause, logic }: Decision,
    requires: readonly { readonly decision: string | undefined; readonly input: string | undefined }[],
  ): DmnElement {
    const reference = (target: string | undefined) =>
      target === undefined ? undefined : this.make('dmn:DMNElementReference', { href: `#${target}` });
    return this.make('dmn:Decision', {
      id,
      name,
      description: clause,
      variable: this.make('dmn:InformationItem', { id: `${id}_variable`, name }),
      informationRequirement: requires.map(({ decision, input }, index) =>
        this.make('dmn:InformationRequirement', {
          id: requirementId(id, index),
          requiredDecision: reference(decision),
          requiredInput: reference(input),
        }),
      ),
      decisionLogic: logic.kind === 'table' ? this.table(id, logic) : this.literal(`${id}_logic`, logic.feel),
    });
  }

  private literal(id: string, source: string, type?: ColumnType): DmnElement {
    return this.make('dmn:LiteralExpression', { id, text: source, typeRef: type && typeRef(type) });
  }

  private tests(id: string, source: string): DmnElement | undefined {
    return source.trim() === '' ? undefined : this.make('dmn:UnaryTests', { id, text: source });
  }

  private table(decisionId: string, { hitPolicy, inputs, outputs, rules }: DecisionTable): DmnElement {
    const [policy, aggregation] = policies[hitPolicy];
    const of = (id: string) => `${decisionId}_${id}`;
    return this.make('dmn:DecisionTable', {
      id: of('table'),
      hitPolicy: policy,
      aggregation,
      input: inputs.map(({ id, label, feel, type, allowed }) =>
        this.make('dmn:InputClause', {
          id: of(id),
          label,
          inputExpression: this.literal(of(`${id}_expression`), feel, type),
          inputValues: this.tests(of(`${id}_values`), allowed),
        }),
      ),
      output: outputs.map(({ id, name, label, type, allowed, otherwise }) =>
        this.make('dmn:OutputClause', {
          id: of(id),
          name,
          label,
          typeRef: typeRef(type),
          outputValues: this.tests(of(`${id}_values`), allowed),
          defaultOutputEntry: otherwise.trim() === '' ? undefined : this.literal(of(`${id}_default`), otherwise),
        }),
      ),
      annotation: [this.make('dmn:RuleAnnotationClause', { name: '说明' })],
      rule: rules.map(({ id, when, give, note }) =>
        this.make('dmn:DecisionRule', {
          id: of(id),
          inputEntry: when.map((cell, i) =>
            this.make('dmn:UnaryTests', { id: of(`${id}_when_${i}`), text: cell || '-' }),
          ),
          outputEntry: give.map((cell, i) => this.literal(of(`${id}_give_${i}`), cell)),
          annotationEntry: [this.make('dmn:RuleAnnotation', { text: note })],
        }),
      ),
    });
  }
}
