import type { PolicyPart } from '#core/contract';
import { parseBpmn } from '#core/flow';
import { type FormSchema, parseForm } from '#core/form';
import {
  type PolicyElements,
  type PolicyMaterial,
  type PolicyProblem,
  type PolicyRules,
  parseElements,
  parseMaterials,
  parseRules,
} from '#core/policy';
import type { Result } from '#core/result';
import { DomainError, type Issue } from '../http/domain-error.js';
import type { PartTexts } from './policy-documents.js';

/** The parts of a policy as core knows them. */
export interface PolicyParts {
  readonly elements: PolicyElements;
  readonly form: FormSchema;
  readonly rules: PolicyRules;
  readonly flow: string;
  readonly materials: readonly PolicyMaterial[];
}

const ofParsed = (parsed: Result<unknown, readonly PolicyProblem[]>): readonly Issue[] =>
  parsed.ok ? [] : parsed.error.map(({ place, code, params }) => ({ path: place, code, params }));

/**
 * Whether one part has its shape; an incomplete draft is fine, a malformed one is PART_INVALID with every issue. A flow
 * only has to be readable BPMN here: what it may not yet say is found by the check of the whole.
 */
export async function assertPart(part: PolicyPart, content: unknown): Promise<void> {
  const issues = await partIssues(part, content);
  if (issues.length > 0) throw new DomainError('PART_INVALID', { part }, { issues: issues.slice(0, 200) });
}

async function partIssues(part: PolicyPart, content: unknown): Promise<readonly Issue[]> {
  switch (part) {
    case 'elements':
      return ofParsed(parseElements(content));
    case 'rules':
      return ofParsed(parseRules(content));
    case 'materials':
      return ofParsed(parseMaterials(content));
    case 'form': {
      const parsed = parseForm(content);
      return parsed.ok ? [] : parsed.error;
    }
    case 'flow': {
      const parsed = await parseBpmn(String(content));
      if (parsed.ok) return [];
      return parsed.error.map((issue) => ({ path: issue.elementId ?? '', code: issue.rule, params: issue.params }));
    }
  }
}

export const textOf = (part: PolicyPart, content: unknown): string =>
  part === 'flow' ? String(content) : JSON.stringify(content);

export function textsOf(parts: PolicyParts): PartTexts {
  return {
    elements: textOf('elements', parts.elements),
    form: textOf('form', parts.form),
    rules: textOf('rules', parts.rules),
    flow: parts.flow,
    materials: textOf('materials', parts.materials),
  };
}

/** The stored texts read back; they were parsed by core before they were stored. */
export function partsOf(texts: PartTexts): PolicyParts {
  return {
    elements: JSON.parse(texts.elements) as PolicyElements,
    form: JSON.parse(texts.form) as FormSchema,
    rules: JSON.parse(texts.rules) as PolicyRules,
    flow: texts.flow,
    materials: JSON.parse(texts.materials) as readonly PolicyMaterial[],
  };
}
