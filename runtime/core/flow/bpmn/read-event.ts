import type { ModdleElement } from 'bpmn-moddle';
import { isDuration, isInstant, parseCycle } from '../engine/iso-time.js';
import type { EventDefinition, TimerSpec } from '../model/definition.js';
import type { Collector } from './collect.js';
import { child, children, extensions, text } from './moddle-access.js';
import { checkFeel } from './read-expression.js';
import { readLimit } from './read-step.js';

/** The trigger or result of an event. Several definitions on one event, and kinds that are not executable yet, are errors. */
export function readEvent(event: ModdleElement, issues: Collector): EventDefinition {
  const id = event.id ?? '';
  const definitions = [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
  const definition = definitions[0];
  if (definition === undefined) return { kind: 'none' };
  if (definitions.length > 1) issues.error('unsupported-event', id, { type: 'multiple' });
  const type = definition.$type.replace('bpmn:', '');
  switch (type) {
    case 'MessageEventDefinition':
      return { kind: 'message', name: required(named(definition, 'messageRef'), 'message-missing', id, issues) };
    case 'SignalEventDefinition':
      return { kind: 'signal', name: required(named(definition, 'signalRef'), 'signal-missing', id, issues) };
    case 'ErrorEventDefinition':
      return { kind: 'error', code: coded(definition, 'errorRef', 'errorCode') };
    case 'EscalationEventDefinition':
      return { kind: 'escalation', code: coded(definition, 'escalationRef', 'escalationCode') };
    case 'LinkEventDefinition':
      return { kind: 'link', name: required(text(definition, 'name'), 'link-name-missing', id, issues) };
    case 'TerminateEventDefinition':
      return { kind: 'terminate' };
    case 'TimerEventDefinition':
      return { kind: 'timer', timer: readTimer(definition, id, issues) };
    default:
      issues.error('unsupported-event', id, { type });
      return { kind: 'none' };
  }
}

function required(
  value: string,
  rule: 'message-missing' | 'signal-missing' | 'link-name-missing',
  id: string,
  issues: Collector,
) {
  if (value === '') issues.error(rule, id);
  return value;
}

/** The name of a referenced message or signal, or its id if it has no name. */
export function named(holder: ModdleElement, property: string): string {
  const target = child(holder, property);
  return target === null ? '' : text(target, 'name') || (target.id ?? '');
}

function coded(definition: ModdleElement, property: string, code: string): string | null {
  const target = child(definition, property);
  if (target === null) return null;
  return text(target, code) || text(target, 'name') || (target.id ?? null);
}

function readTimer(definition: ModdleElement, id: string, issues: Collector): TimerSpec {
  const working = extensions(definition, 'duixian:WorkingTime')[0];
  const given = [
    ['date', child(definition, 'timeDate')],
    ['duration', child(definition, 'timeDuration')],
    ['cycle', child(definition, 'timeCycle')],
  ] as const;
  const used = given.filter(([, holder]) => holder !== null);
  if (used.length + (working === undefined ? 0 : 1) > 1) issues.error('timer-invalid', id, { text: 'several' });
  if (working !== undefined) {
    const limit = readLimit(working, 'days', 'hours', (setting, value) =>
      issues.error('setting-invalid', id, { setting, value: String(value) }),
    );
    if (limit === null) issues.error('timer-missing', id);
    return { kind: 'working', limit: limit ?? { workingDays: 1 } };
  }
  const [kind, holder] = used[0] ?? ['duration' as const, null];
  const source = holder === null ? '' : text(holder, 'body').trim();
  const expression = { source };
  if (source === '') issues.error('timer-missing', id);
  else if (!isLiteral(kind, source)) {
    if (looksIso(source)) issues.error('timer-invalid', id, { text: source });
    else checkFeel(expression, id, issues);
  }
  return { kind, expression };
}

function isLiteral(kind: 'date' | 'duration' | 'cycle', source: string): boolean {
  if (kind === 'date') return isInstant(source);
  return kind === 'duration' ? isDuration(source) : parseCycle(source) !== null;
}

/** A mistyped literal (`P5`, `2026-13-01`) would be read as a FEEL name or subtraction, so it is told apart from one. */
const looksIso = (source: string): boolean => /^-?P[\dT]|^R\d*\/|^\d{4}-\d{2}-\d{2}/u.test(source);
