import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { err, ok, type Result } from '#core/result';
import { guardXml } from '#core/xml';
import { lintFile } from '../lint/file/lint-file.js';
import type { ProcessDefinition } from '../model/definition.js';
import { type FlowIssue, flowIssue } from '../model/issue.js';
import { type Collector, collector } from './collect.js';
import { duixianModdle } from './duixian-moddle.js';
import { bool, child, children, refId, text } from './moddle-access.js';
import { calledProcessId } from './read-element.js';
import { readProcess } from './read-process.js';

/** Reads BPMN 2.0 XML. Refuses what it cannot execute exactly: each such element is an error with its id. Never throws. */
export async function parseBpmn(xml: string): Promise<Result<ProcessDefinition, readonly FlowIssue[]>> {
  const { root, definition, issues } = await readBpmn(xml);
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (root === null || definition === null || errors.length > 0) return err(issues);
  return ok({ ...definition, issues: [...issues, ...lintFile(root)] });
}

/** A file as far as it could be read. `definition` lacks what the engine cannot execute; `issues` name all of it. */
interface ReadBpmn {
  readonly root: ModdleElement | null;
  readonly definition: ProcessDefinition | null;
  readonly issues: readonly FlowIssue[];
}

export async function readBpmn(xml: string): Promise<ReadBpmn> {
  const unsafe = guardXml(xml);
  if (unsafe !== null)
    return { root: null, definition: null, issues: [flowIssue('error', unsafe.rule, undefined, unsafe.params)] };
  const issues = collector();
  const root = await readXml(xml, issues);
  const found = root === null ? null : findProcesses(root, issues);
  const definition = found === null ? null : readProcess(found.process, found.called, issues);
  return { root, definition, issues: issues.issues };
}

/** Knows the types only; each reading has a state of its own. */
const moddle = new BpmnModdle({ duixian: duixianModdle });

async function readXml(xml: string, issues: Collector): Promise<ModdleElement | null> {
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    for (const warning of warnings) {
      const reason = warning.message.split('\n')[0] ?? '';
      const unresolved = /unresolved reference <(.*)>/u.exec(reason);
      // Whatever the reader drops would be ignored by the engine, which must not happen (issue 5).
      if (unresolved !== null)
        issues.error('reference-unresolved', warning.element?.id, { reference: unresolved[1] ?? '' });
      else issues.error('xml-malformed', warning.element?.id, { reason: reason.slice(0, 200) });
    }
    return rootElement;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    issues.error('xml-malformed', undefined, { reason: reason.slice(0, 200) });
    return null;
  }
}

interface FoundProcesses {
  readonly process: ModdleElement;
  /** Those that it calls, directly or not. */
  readonly called: readonly ModdleElement[];
}

/**
 * The process to execute: the only one that no other calls, or of several the only one marked executable. A collaboration
 * around it is only a drawing.
 */
function findProcesses(root: ModdleElement, issues: Collector): FoundProcesses | null {
  for (const external of children(root, 'imports'))
    issues.error('external-reference', undefined, { location: text(external, 'location') });
  const rootElements = children(root, 'rootElements');
  const processes = rootElements.filter((element) => element.$type === 'bpmn:Process');
  for (const element of rootElements)
    if (['bpmn:Choreography', 'bpmn:GlobalChoreographyTask', 'bpmn:GlobalConversation'].includes(element.$type))
      issues.error('unsupported-element', element.id, { type: element.$type.replace('bpmn:', '') });
  const process = findMain(processes, issues);
  if (process === null) return null;
  const participant = rootElements
    .flatMap((element) => children(element, 'participants'))
    .find((candidate) => refId(candidate, 'processRef') === process.id);
  if (participant !== undefined && child(participant, 'participantMultiplicity') !== null)
    issues.error('unsupported-element', participant.id, { type: 'participantMultiplicity' });
  return { process, called: calledFrom(process, rootElements, issues) };
}

function findMain(processes: readonly ModdleElement[], issues: Collector): ModdleElement | null {
  const called = new Set(processes.flatMap((process) => callsIn(process).map(calledProcessId)));
  const uncalled = processes.filter((process) => !called.has(process.id ?? ''));
  // A process that only calls itself is called, and yet the one that is meant.
  const free = uncalled.length === 0 ? processes : uncalled;
  const candidates = free.length > 1 ? free.filter((process) => bool(process, 'isExecutable')) : free;
  if (processes.length === 0) issues.error('no-process');
  else if (candidates.length !== 1) issues.error('several-processes', processes[0]?.id, { count: processes.length });
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function callsIn(scope: ModdleElement): readonly ModdleElement[] {
  return children(scope, 'flowElements').flatMap((node) =>
    node.$type === 'bpmn:CallActivity' ? [node] : callsIn(node),
  );
}

function calledFrom(main: ModdleElement, rootElements: readonly ModdleElement[], issues: Collector) {
  const found: ModdleElement[] = [];
  const pending = [...callsIn(main)];
  for (let call = pending.pop(); call !== undefined; call = pending.pop()) {
    const called = calledProcessId(call);
    const target = rootElements.find((element) => element.id === called && called !== '');
    if (target === undefined) issues.error('called-process-missing', call.id, { process: called });
    else if (target.$type !== 'bpmn:Process')
      issues.error('unsupported-element', call.id, { type: target.$type.replace('bpmn:', '') });
    else if (target !== main && !found.includes(target)) {
      found.push(target);
      pending.push(...callsIn(target));
    }
  }
  return found;
}
