import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintProcess, proveProcess } from '#core/flow';
import { parsed, startDefined, type TestCase, trace } from './driver.js';

/** What one pattern's model must do: what is open after each act, and the elements in the order in which they are done. */
interface Pattern {
  readonly pattern: number;
  readonly name: string;
  readonly variables: Readonly<Record<string, number>>;
  readonly steps: readonly { readonly act: string; readonly open: readonly string[] }[];
  readonly trace: readonly string[];
}

const folder = join(import.meta.dirname, '../../../fixtures/flow/patterns');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bpmn'))
  .map((name) => name.replace('.bpmn', ''))
  .toSorted();
const read = (name: string) => ({
  xml: readFileSync(join(folder, `${name}.bpmn`), 'utf8'),
  expected: JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Pattern,
});

function act(testCase: TestCase, words: string): void {
  const [verb, what = '', message = ''] = words.split(' ');
  if (verb === 'approve') testCase.approve(what);
  else if (verb === 'message') testCase.send({ type: 'CorrelateMessage', name: what });
  else expect(testCase.refuse({ type: 'CorrelateMessage', name: message }).code).toBe('NO_SUBSCRIPTION');
}

const flawsToShow: Readonly<Record<string, readonly string[]>> = {
  '08-multi-merge': ['runs-twice'],
  '12-instances-without-synchronization': ['runs-twice', 'endless-loop'],
};

/**
 * Workflow control-flow patterns (Russell, ter Hofstede, van der Aalst, Mulyar 2006), 1–20. 9 (structured discriminator) needs
 * the complex gateway, 17 (interleaved parallel routing) the ad-hoc sub-process.
 */
describe('workflow control-flow patterns', () => {
  it('are all there but 9 and 17', () => {
    const numbers = names.map((name) => read(name).expected.pattern);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1).filter((n) => n !== 9 && n !== 17));
  });

  it.each(names)('%s', async (name) => {
    const { xml, expected } = read(name);
    const testCase = startDefined(await parsed(xml), { variables: expected.variables });
    for (const step of expected.steps) {
      act(testCase, step.act);
      expect([step.act, testCase.open().toSorted()]).toEqual([step.act, step.open]);
    }
    expect(trace(testCase.history)).toEqual(expected.trace);
    expect(testCase.state.incidents).toEqual({});
  });

  it.each(names)('%s breaks no rule of structure, and is proved but for what it is there to show', async (name) => {
    const definition = await parsed(read(name).xml);
    const structural = lintProcess(definition).filter(({ section }) => section?.startsWith('BPMN'));
    expect(structural.filter(({ severity }) => severity === 'error')).toEqual([]);
    const flaws = proveProcess(definition).findings.map(({ kind }) => kind);
    // A multi-merge and instances that nothing joins run one step twice at once, which an approval should not; a number of
    // instances that only data bounds may, for all that the proof knows, have no end.
    expect(flaws).toEqual(flawsToShow[name] ?? []);
  });
});
