import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { err, ok, type Result } from '#core/result';
import type { ProcessDefinition } from '../model/definition.js';
import type { FlowIssue } from '../model/issue.js';
import { type Collector, collector } from './collect.js';
import { duixianModdle } from './duixian-moddle.js';
import { guardXml } from './guard-xml.js';
import { bool, child, children, refId, text } from './moddle-access.js';
import { readProcess } from './read-process.js';

/** Reads BPMN 2.0 XML. Refuses what it cannot execute exactly: each such element is an error with its id. Never throws. */
export async function parseBpmn(xml: string): Promise<Result<ProcessDefinition, readonly FlowIssue[]>> {
  const unsafe = guardXml(xml);
  if (unsafe !== null) return err([unsafe]);
  const issues = collector();
  const root = await readXml(xml, issues);
  const process = root === null ? null : findProcess(root, issues);
  const definition = process === null ? null : readProcess(process, issues);
  const errors = issues.issues.filter((issue) => issue.severity === 'error');
  if (definition === null || errors.length > 0) return err(issues.issues);
  return ok({ ...definition, issues: issues.issues });
}

async function readXml(xml: string, issues: Collector): Promise<ModdleElement | null> {
  try {
    const { rootElement, warnings } = await new BpmnModdle({ duixian: duixianModdle }).fromXML(xml);
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

/** The process to execute: the only one, or the only one marked executable. A collaboration around it is only a drawing. */
function findProcess(root: ModdleElement, issues: Collector): ModdleElement | null {
  for (const external of children(root, 'imports'))
    issues.error('external-reference', undefined, { location: text(external, 'location') });
  const rootElements = children(root, 'rootElements');
  const processes = rootElements.filter((element) => element.$type === 'bpmn:Process');
  for (const element of rootElements)
    if (['bpmn:Choreography', 'bpmn:GlobalChoreographyTask', 'bpmn:GlobalConversation'].includes(element.$type))
      issues.error('unsupported-element', element.id, { type: element.$type.replace('bpmn:', '') });
  const executable = processes.filter((process) => bool(process, 'isExecutable'));
  const candidates = processes.length > 1 ? executable : processes;
  if (processes.length === 0) issues.error('no-process');
  else if (candidates.length !== 1) issues.error('several-processes', processes[0]?.id, { count: processes.length });
  const process = candidates.length === 1 ? candidates[0] : undefined;
  if (process === undefined) return null;
  const participant = rootElements
    .flatMap((element) => children(element, 'participants'))
    .find((candidate) => refId(candidate, 'processRef') === process.id);
  if (participant !== undefined && child(participant, 'participantMultiplicity') !== null)
    issues.error('unsupported-element', participant.id, { type: 'participantMultiplicity' });
  return process;
}
