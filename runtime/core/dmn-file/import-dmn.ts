import { type DmnElement, DmnModdle } from 'dmn-moddle';
import type { Decision } from '#core/dmn';
import { err, ok, type Result } from '#core/result';
import { guardXml } from '#core/xml';
import { children, text, titleOf } from './element-access.js';
import { FreshIds } from './fresh-ids.js';
import { type DmnIssue, DmnIssues, dmnError } from './issue.js';
import { logicOf } from './read-logic.js';
import { ItemTypes } from './types-of-items.js';

/** Decisions of a file, and what of it was left out. */
export interface ImportedDmn {
  readonly name: string;
  readonly decisions: readonly Decision[];
  readonly issues: readonly DmnIssue[];
}

/** Decisions a policy may have. */
const maxDecisions = 40;

/** Model namespaces, newest first; the reader knows the one of 1.3, and 1.2 to 1.5 agree in what is read here. */
const models: Readonly<Record<string, string>> = {
  '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
  '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
  '1.3': 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
};
const interchange = [
  'https://www.omg.org/spec/DMN/20230324/DMNDI/',
  'https://www.omg.org/spec/DMN/20211108/DMNDI/',
  'http://www.omg.org/spec/DMN/20180521/DMNDI/',
];

/**
 * Reads a DMN file (1.2 to 1.5) as other modellers write it: decision tables, literal expressions, boxed contexts, lists,
 * relations, functions and invocations, and business knowledge models as decisions that are functions. What cannot be taken
 * is named; the rest is. Fails only where nothing can be read. Never throws.
 */
export async function importDmn(xml: string): Promise<Result<ImportedDmn, readonly DmnIssue[]>> {
  const unsafe = guardXml(xml);
  if (unsafe !== null) return err([dmnError(faults[unsafe.rule], unsafe.params)]);
  const known = asKnownVersion(xml);
  if (!known.ok) return known;
  const issues = new DmnIssues();
  const root = await readXml(known.value, issues);
  if (!root.ok) return root;
  const decisions = readDecisions(root.value, issues);
  if (decisions.length === 0) return err([dmnError('NO_DECISION'), ...issues.all]);
  if (decisions.length > maxDecisions) return err([dmnError('TOO_MANY', { maximum: maxDecisions })]);
  return ok({ name: text(root.value, 'name'), decisions, issues: issues.all });
}

const faults = {
  'xml-too-large': 'XML_TOO_LARGE',
  'xml-unsafe': 'XML_UNSAFE',
  'xml-too-deep': 'XML_TOO_DEEP',
} as const;

function asKnownVersion(xml: string): Result<string, readonly DmnIssue[]> {
  const version = Object.keys(models).find((name) => namespaced(xml, models[name] as string));
  if (version === undefined) {
    const found = /["'](https?:\/\/www\.omg\.org\/spec\/DMN\/[^"']*)["']/.exec(xml)?.[1];
    return err([found === undefined ? dmnError('NOT_DMN') : dmnError('DMN_VERSION', { found })]);
  }
  let known = rename(xml, models[version] as string, models['1.3'] as string);
  for (const uri of interchange) known = rename(known, uri, 'https://www.omg.org/spec/DMN/20191111/DMNDI/');
  return ok(known);
}

const namespaced = (xml: string, uri: string): boolean => xml.includes(`"${uri}"`) || xml.includes(`'${uri}'`);
const rename = (xml: string, from: string, to: string): string =>
  xml.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`'${from}'`, `'${to}'`);

async function readXml(xml: string, issues: DmnIssues): Promise<Result<DmnElement, readonly DmnIssue[]>> {
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml, 'dmn:Definitions');
    for (const { message, element } of warnings) {
      const reason = message.split('\n')[0] ?? '';
      issues.warn('NOT_TAKEN', element === undefined ? '' : titleOf(element), { what: reason.slice(0, 120) });
    }
    return ok(rootElement);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    return err([dmnError('XML_MALFORMED', { reason: reason.slice(0, 200) })]);
  }
}

function readDecisions(root: DmnElement, issues: DmnIssues): readonly Decision[] {
  const types = new ItemTypes(children(root, 'itemDefinition'));
  const ids = new FreshIds();
  const decisions: Decision[] = [];
  for (const imported of children(root, 'import')) {
    issues.warn('NOT_TAKEN', titleOf(imported), { what: 'import' });
  }
  for (const element of children(root, 'drgElement')) {
    const kind = element.$type.replace('dmn:', '');
    if (kind === 'InputData') continue;
    if (kind !== 'Decision' && kind !== 'BusinessKnowledgeModel') {
      issues.warn('NOT_TAKEN', titleOf(element), { what: kind });
      continue;
    }
    const variable = element.get('variable') as DmnElement | undefined;
    // Expressions read a decision by its variable, which is nearly always called like it.
    const name = (text(variable ?? null, 'name') || text(element, 'name')).trim();
    const logic = logicOf(element, { title: name || (element.id ?? ''), types, issues, ids: new FreshIds() });
    if (logic === null) continue;
    const clause = text(element, 'description').trim().slice(0, 120);
    decisions.push({ id: ids.make(element.id ?? '', 'd'), name, clause, logic });
  }
  return decisions;
}
