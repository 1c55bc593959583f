import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Option } from '#core/form';
import type { RegistryVariable } from '#core/policy';
import { type PolicyParts, partsOf } from '../policies/parse-part.js';
import { projectRoot } from './project-root.js';

/** A policy that a department can start from. */
interface Template {
  /** Name of its folder. */
  readonly id: string;
  readonly parts: PolicyParts;
}

/** What ships with the product as data: templates, the variables of the registry, code tables. */
export interface TemplateLibrary {
  readonly templates: readonly Template[];
  readonly registry: readonly RegistryVariable[];
  readonly codeTables: Readonly<Record<string, readonly Option[]>>;
  byId(id: string): Template | undefined;
}

/** Reads `templates/` once, at start; a broken file stops the start with its path. */
export function loadTemplates(folder = join(projectRoot(), 'templates')): TemplateLibrary {
  const templates = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'elements.json')))
        .map((entry) => ({ id: entry.name, parts: readParts(join(folder, entry.name)) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
    : [];
  return {
    templates,
    registry: readOptional<readonly RegistryVariable[]>(join(folder, 'registry.json'), []),
    codeTables: readOptional<Record<string, readonly Option[]>>(join(folder, 'code-tables.json'), {}),
    byId: (id) => templates.find((template) => template.id === id),
  };
}

function readParts(folder: string): PolicyParts {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  try {
    return partsOf({
      elements: read('elements.json'),
      form: read('form.json'),
      rules: read('rules.json'),
      materials: read('materials.json'),
      flow: read('flow.bpmn'),
    });
  } catch (cause) {
    throw new Error(`Expected a whole template in ${folder}, but a part cannot be read`, { cause });
  }
}

function readOptional<T>(path: string, fallback: T): T {
  if (!existsSync(path)) return fallback;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new Error(`Expected JSON in ${path}, but it cannot be read`, { cause });
  }
}
