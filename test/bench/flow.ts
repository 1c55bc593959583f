import { runCore } from './flow/core.js';
import { runDurable } from './flow/durable.js';

/** The flow engine: the pure core, then cases through the server's repository, beside `bpmn-engine`. */
export async function run(): Promise<void> {
  await runCore();
  await runDurable();
}
