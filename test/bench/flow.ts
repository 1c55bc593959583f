import { runCore } from './flow/core.js';

/** The flow engine: the pure core beside `bpmn-engine`. */
export async function run(): Promise<void> {
  await runCore();
}
