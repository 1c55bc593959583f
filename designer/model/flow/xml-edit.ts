import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { buildLinearFlow, duixianModdle, type OutlineBlock, parseBpmn, type StepSettings, writeBpmn } from '#core/flow';

/**
 * Edits of single settings go into the file itself, so that whatever else stands in it – positions, lanes, extensions of
 * other tools – stays as it is. Edits of the structure go through the outline, which lays the diagram out anew.
 */
async function editXml(xml: string, edit: (model: FlowModel) => void | Promise<void>): Promise<string> {
  const moddle = new BpmnModdle({ duixian: duixianModdle });
  const { rootElement } = await moddle.fromXML(xml);
  const model = new FlowModel(moddle, rootElement);
  await edit(model);
  const written = await moddle.toXML(rootElement, { format: true });
  return written.xml;
}

/** The elements of an open file by id. It lives as long as one edit. */
class FlowModel {
  readonly moddle: BpmnModdle;
  readonly #byId = new Map<string, ModdleElement>();
  readonly #all: ModdleElement[] = [];

  constructor(moddle: BpmnModdle, root: ModdleElement) {
    this.moddle = moddle;
    for (const child of elementsOf(root, 'rootElements')) this.#collect(child);
  }

  #collect(element: ModdleElement): void {
    if (typeof element.id === 'string') this.#byId.set(element.id, element);
    this.#all.push(element);
    for (const child of elementsOf(element, 'flowElements')) this.#collect(child);
  }

  element(id: string): ModdleElement {
    const element = this.#byId.get(id);
    if (element === undefined) throw new Error(`Expected the flow to hold ${id}, but it does not`);
    return element;
  }

  get all(): readonly ModdleElement[] {
    return this.#all;
  }
}

function elementsOf(element: ModdleElement, name: string): readonly ModdleElement[] {
  if (name === 'flowElements' && !element.$instanceOf('bpmn:FlowElementsContainer')) return [];
  const value = element.get(name);
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

export function renameElement(xml: string, id: string, name: string): Promise<string> {
  return editXml(xml, (model) => model.element(id).set('name', name));
}

/** Writes a step's settings in place of those it has. */
async function writeStep(xml: string, id: string, settings: StepSettings): Promise<string> {
  const extension = await extensionOf({ kind: 'step', id: 'sample', name: '', step: settings }, 'duixian:Step');
  return editXml(xml, (model) => putExtension(model, id, extension));
}

/** Changes the settings of a step as they stand in the file now. */
export async function changeStep(
  xml: string,
  id: string,
  change: (settings: StepSettings) => StepSettings,
): Promise<string> {
  const definition = await parseBpmn(xml);
  const element = definition.ok ? definition.value.elements[id] : undefined;
  if (element?.type !== 'userTask') throw new Error(`Expected ${id} to be a step of a readable flow, but it is not`);
  return writeStep(xml, id, change(element.step));
}

/** Writes what a service task does. */
export async function writeService(
  xml: string,
  id: string,
  service: Extract<OutlineBlock, { kind: 'service' }>['service'],
): Promise<string> {
  const extension = await extensionOf({ kind: 'service', id: 'sample', name: '', service }, 'duixian:Service');
  return editXml(xml, (model) => putExtension(model, id, extension));
}

/** The extension as core writes it, so that the format is known in one place only. */
async function extensionOf(block: OutlineBlock, type: string): Promise<ModdleElement> {
  const xml = await writeBpmn(buildLinearFlow('sample-process', '', [block]));
  const moddle = new BpmnModdle({ duixian: duixianModdle });
  const model = new FlowModel(moddle, (await moddle.fromXML(xml)).rootElement);
  const found = extensionValues(model.element('sample')).find((value) => value.$type === type);
  if (found === undefined) throw new Error(`Expected the writer to give ${type}, but it did not`);
  return found;
}

function extensionValues(element: ModdleElement): readonly ModdleElement[] {
  const holder = element.get('extensionElements') as ModdleElement | undefined;
  return holder === undefined || holder === null ? [] : ((holder.get('values') as ModdleElement[] | undefined) ?? []);
}

function putExtension(model: FlowModel, id: string, extension: ModdleElement): void {
  const element = model.element(id);
  const others = extensionValues(element).filter((value) => value.$type !== extension.$type);
  const holder = model.moddle.create('bpmn:ExtensionElements', { values: [...others, extension] });
  element.set('extensionElements', holder);
}

/** Sets the FEEL condition of a sequence flow; with `null` it becomes its gateway's default way, which has none (D13). */
export function writeCondition(xml: string, flowId: string, condition: string | null): Promise<string> {
  return editXml(xml, (model) => {
    const flow = model.element(flowId);
    const source = flow.get('sourceRef') as ModdleElement;
    if (condition !== null) {
      flow.set('conditionExpression', model.moddle.create('bpmn:FormalExpression', { body: condition }));
      if (source.get('default') === flow) source.set('default', undefined);
      return;
    }
    flow.set('conditionExpression', undefined);
    source.set('default', flow);
  });
}

/** Applies a change to every FEEL text of the flow: conditions, scripts, timers, loops. */
export function mapExpressions(xml: string, change: (source: string) => string): Promise<string> {
  return editXml(xml, (model) => {
    for (const element of model.all) {
      for (const expression of expressionsOf(element)) changeText(expression, change);
      for (const step of extensionValues(element)) changeAssignees(step, change);
    }
  });
}

interface TextHolder {
  readonly element: ModdleElement;
  readonly property: 'body' | 'script';
}

function changeText({ element, property }: TextHolder, change: (source: string) => string): void {
  const source = element.get(property);
  if (typeof source === 'string' && source.trim() !== '') element.set(property, change(source));
}

const assigneeProperties = ['assignee', 'emptyStandIn', 'escalateTo'];

/** Who decides may be a formula too (`feel:…`). */
function changeAssignees(holder: ModdleElement, change: (source: string) => string): void {
  if (!holder.$type.startsWith('duixian:')) return;
  for (const property of assigneeProperties) {
    const text = holder.get(property);
    if (typeof text === 'string' && text.startsWith('feel:')) holder.set(property, `feel:${change(text.slice(5))}`);
  }
  for (const list of ['deciders', 'copies']) {
    const members = holder.get(list);
    if (Array.isArray(members)) for (const member of members as ModdleElement[]) changeAssignees(member, change);
  }
}

const expressionProperties = [
  'conditionExpression',
  'loopCondition',
  'loopCardinality',
  'completionCondition',
  'condition',
  'timeDate',
  'timeDuration',
  'timeCycle',
];

function* expressionsOf(element: ModdleElement): Generator<TextHolder> {
  if (element.$type === 'bpmn:ScriptTask') yield { element, property: 'script' };
  const holders = [element, ...optional(element, 'loopCharacteristics'), ...many(element, 'eventDefinitions')];
  for (const holder of holders) {
    for (const property of expressionProperties) {
      for (const expression of optional(holder, property)) yield { element: expression, property: 'body' };
    }
  }
}

/** Reading a property that a type does not have answers undefined; some descriptors throw instead. */
function optional(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = read(element, name);
  return typeof value === 'object' && value !== null && '$type' in value ? [value as ModdleElement] : [];
}

function many(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = read(element, name);
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

function read(element: ModdleElement, name: string): unknown {
  return element.$type.startsWith('bpmn:') ? element.get(name) : undefined;
}
