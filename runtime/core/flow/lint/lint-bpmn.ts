import { readBpmn } from '../bpmn/parse-bpmn.js';
import type { FlowIssue } from '../model/issue.js';
import { lintFile } from './file/lint-file.js';
import { lintProcess } from './lint-process.js';

/**
 * Everything that is wrong with a file, whether the engine can execute all that is in it or not: what `parseBpmn` refuses, and
 * what `lintProcess` says of the file and of the part that could be read. Never throws.
 */
export async function lintBpmn(xml: string): Promise<readonly FlowIssue[]> {
  const { root, definition, issues } = await readBpmn(xml);
  const found = root === null ? issues : [...issues, ...lintFile(root)];
  return definition === null ? found : lintProcess({ ...definition, issues: found });
}
