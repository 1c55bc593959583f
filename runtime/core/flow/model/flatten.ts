import type { FlowElement, ProcessDefinition } from './definition.js';
import { successors } from './graph.js';

export type Next = ReadonlyMap<string, readonly string[]>;

/**
 * What follows each element when sub-processes are walked through: into their start, and from their ends on to what follows
 * them; likewise through called processes, whose ends lead to what follows any of their calls (`calledOften`). Ways out by
 * boundary events are left out: a forecast goes by the regular course.
 */
export function flattenedNext(definition: ProcessDefinition): Next {
  const next = new Map<string, readonly string[]>();
  const isBoundary = (id: string) => definition.elements[id]?.type === 'boundaryEvent';
  const callers = callersOf(definition);
  const after = (scopeId: string, entered: ReadonlySet<string> = new Set()): readonly string[] => {
    const host = definition.elements[scopeId];
    const hosts = host === undefined ? (callers.get(scopeId) ?? []) : [host];
    return hosts.flatMap((from) => {
      const targets = successors(definition, from).filter((id) => !isBoundary(id));
      if (targets.length > 0 || from.scopeId === scopeId) return targets;
      return entered.has(from.scopeId) ? [] : after(from.scopeId, new Set([...entered, from.scopeId]));
    });
  };
  for (const element of Object.values(definition.elements)) {
    if (element.type === 'subProcess' || element.type === 'callActivity') {
      const inside = element.type === 'subProcess' ? element.id : element.called;
      next.set(element.id, definition.scopes[inside]?.starts ?? []);
      continue;
    }
    const targets = successors(definition, element).filter((id) => !isBoundary(id));
    next.set(element.id, targets.length > 0 ? targets : after(element.scopeId));
  }
  return next;
}

/** Processes that are called from several places: how often a case goes through them, and where to, the way does not tell. */
export function calledOften(definition: ProcessDefinition): ReadonlySet<string> {
  const often = [...callersOf(definition)].filter(([id, callers]) => callers.length > 1 || id === definition.id);
  return new Set(often.map(([id]) => id));
}

function callersOf(definition: ProcessDefinition): ReadonlyMap<string, readonly FlowElement[]> {
  const callers = new Map<string, FlowElement[]>();
  for (const element of Object.values(definition.elements))
    if (element.type === 'callActivity') callers.set(element.called, [...(callers.get(element.called) ?? []), element]);
  return callers;
}

/** The elements that the given ones lead to, each before what follows it; what leads back leads to an earlier position. */
export function regularOrder(starts: readonly string[], next: Next): readonly string[] {
  const done: string[] = [];
  const seen = new Set<string>();
  for (const start of starts) {
    const stack: { readonly id: string; at: number }[] = seen.has(start) ? [] : [{ id: start, at: 0 }];
    seen.add(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = next.get(top.id)?.[top.at];
      top.at += 1;
      if (child === undefined) {
        done.push(top.id);
        stack.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        stack.push({ id: child, at: 0 });
      }
    }
  }
  return done.reverse();
}

const sideThreads = new WeakMap<ProcessDefinition, Map<string, ReadonlySet<string>>>();

/** The elements that a non-interrupting boundary event leads to and nothing else does. */
export function sideThread(definition: ProcessDefinition, eventId: string): ReadonlySet<string> {
  const known = sideThreads.get(definition) ?? new Map<string, ReadonlySet<string>>();
  sideThreads.set(definition, known);
  const found = known.get(eventId) ?? findSideThread(definition, eventId);
  known.set(eventId, found);
  return found;
}

function findSideThread(definition: ProcessDefinition, eventId: string): ReadonlySet<string> {
  const next = flattenedNext(definition);
  const regular = new Set(regularOrder(definition.scopes[definition.id]?.starts ?? [], next));
  return new Set(regularOrder([eventId], next).filter((id) => !regular.has(id)));
}
