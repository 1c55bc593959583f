import { type ProcessDefinition, parseBpmn } from '#core/flow';
import { type CompiledForm, compileForm } from '#core/form';
import { type CompiledRules, compileRules, variableNames } from '#core/policy';
import { DomainError } from '../http/domain-error.js';
import type { TemplateLibrary } from '../templates/template-library.js';
import { type PolicyParts, partsOf } from './parse-part.js';
import type { PolicyVersionDocument } from './policy-documents.js';
import type { VersionStore } from './version-store.js';

/** A published version with everything compiled once; shared by all its cases, never changed. */
export interface ReadyVersion {
  readonly tenantId: string;
  readonly policyId: string;
  readonly version: number;
  readonly unitId: string;
  readonly unitPath: string;
  readonly parts: PolicyParts;
  readonly form: CompiledForm;
  readonly rules: CompiledRules;
  readonly flow: ProcessDefinition;
  readonly publishedAt: Date;
}

export interface PublishedVersions {
  /** Null for an unknown version. Compiled versions stay in memory: they never change. */
  find(tenantId: string, policyId: string, version: number): Promise<ReadyVersion | null>;
  /** NOT_FOUND for an unknown version. */
  get(tenantId: string, policyId: string, version: number): Promise<ReadyVersion>;
}

/** Compiled versions kept at once; a tenant has some dozens online. */
const cacheSize = 300;

export function createPublishedVersions(store: VersionStore, library: TemplateLibrary): PublishedVersions {
  const cache = new Map<string, Promise<ReadyVersion | null>>();

  const load = async (tenantId: string, policyId: string, version: number): Promise<ReadyVersion | null> => {
    const found = await store.find(tenantId, policyId, version);
    return found === null ? null : makeReady(found, library);
  };
  const find = async (tenantId: string, policyId: string, version: number): Promise<ReadyVersion | null> => {
    const key = `${tenantId}/${policyId}:${version}`;
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    const loading = load(tenantId, policyId, version);
    cache.set(key, loading);
    const forget = () => cache.delete(key);
    // Neither a failure nor “not there yet” may be remembered.
    loading.then((ready) => (ready === null ? forget() : undefined), forget);
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value as string);
    return loading;
  };
  return {
    find,
    async get(tenantId, policyId, version) {
      const found = await find(tenantId, policyId, version);
      if (found === null) throw new DomainError('NOT_FOUND');
      return found;
    },
  };
}

async function makeReady(document: PolicyVersionDocument, library: TemplateLibrary): Promise<ReadyVersion> {
  const parts = partsOf(document.parts);
  const form = compileForm(parts.form, { codeTables: library.codeTables });
  const flow = await parseBpmn(parts.flow);
  if (!flow.ok) throw new Error(`Expected the flow of version ${document._id} to be readable, but it is not`);
  return {
    tenantId: document.tenantId,
    policyId: document.policyId,
    version: document.version,
    unitId: document.unitId,
    unitPath: document.unitPath,
    parts,
    form,
    rules: compileRules(parts.rules, variableNames(library.registry, form)),
    flow: flow.value,
    publishedAt: document.publishedAt,
  };
}
