import { type ProcessState, parseBpmn } from '#core/flow';
import * as peer from './bpmn-engine.js';
import { act, approval, compiled, runRevived, startCommand } from './duixian.js';
import { percentile, processorTime, ratePerSecond } from './measure.js';
import { bpmnEngineDialect, branching, circle, duixianDialect, instances, line, straight } from './models.js';

/** What was measured of both engines, doing the same. Bytes and latency only where a case is stored. */
interface Comparison {
  readonly what: string;
  readonly perSecond: number;
  readonly peerPerSecond: number;
  readonly p99Ms?: number;
  readonly peerP99Ms?: number;
  readonly bytes?: number;
  readonly peerBytes?: number;
}

interface Revived {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly bytes: number;
}

type RunCase = (done: (bytes: number, ms: number) => void) => Promise<void> | void;

/** Completions of steps, each from stored text to stored text; `bytes` is the largest text while the case runs. */
async function revived(milliseconds: number, runCase: RunCase): Promise<Revived> {
  const latencies: number[] = [];
  let bytes = 0;
  const perSecond = await ratePerSecond(milliseconds, async () => {
    let completions = 0;
    await runCase((size, ms) => {
      completions += 1;
      latencies.push(ms);
      bytes = Math.max(bytes, size);
    });
    return completions;
  });
  // The first half warmed up.
  return { perSecond, p99Ms: percentile(latencies.slice(latencies.length / 2), 0.99), bytes };
}

async function compareRevived(what: string, ours: string, theirs: string): Promise<Comparison> {
  const definition = await compiled(ours);
  const own = await revived(1500, (done) => runRevived(definition, done));
  const other = await revived(4000, (done) => peer.runRevived(theirs, done));
  return {
    what,
    perSecond: own.perSecond,
    peerPerSecond: other.perSecond,
    p99Ms: own.p99Ms,
    peerP99Ms: other.p99Ms,
    bytes: own.bytes,
    peerBytes: other.bytes,
  };
}

async function compareStraight(): Promise<Comparison> {
  const definition = await compiled(straight());
  const context = await peer.moddleContext(straight());
  const own = await ratePerSecond(1500, () => {
    if (act(definition, null, startCommand, 0).state.status !== 'ended') throw new Error('Expected the case to end');
    return 1;
  });
  const other = await ratePerSecond(3000, async () => {
    await peer.runStraight(context);
    return 1;
  });
  return { what: 'instances straight through, ten tasks', perSecond: own, peerPerSecond: other };
}

async function compareParsing(): Promise<Comparison> {
  const own = await ratePerSecond(1500, async () => {
    await parseBpmn(branching(duixianDialect));
    return 1;
  });
  const other = await ratePerSecond(1500, async () => {
    await peer.read(branching(bpmnEngineDialect));
    return 1;
  });
  return { what: 'models read from XML, branching', perSecond: own, peerPerSecond: other };
}

/** Processor milliseconds of one case of so many steps, revived from its text at each. */
async function longCase(steps: number): Promise<number> {
  const definition = await compiled(circle());
  const from = processorTime();
  let text = JSON.stringify(act(definition, null, startCommand, 0, { more: true }).state);
  for (let seq = 1; seq <= steps; seq += 1) {
    const state = JSON.parse(text) as ProcessState;
    text = JSON.stringify(act(definition, state, approval(state, seq), seq, { more: seq < steps }).state);
  }
  if ((JSON.parse(text) as ProcessState).status !== 'ended') throw new Error('Expected the case to end');
  return processorTime() - from;
}

/** A parallel multi-instance of so many user tasks, to its end: what a command stores at most, and all that is written. */
async function manyInstances(count: number) {
  const definition = await compiled(instances(count));
  const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  const from = processorTime();
  const first = act(definition, null, startCommand, 0);
  const largest = { state: bytesOf(first.state), events: bytesOf(first.events) };
  let [state, written] = [first.state, largest.state + largest.events];
  for (let seq = 1; state.status === 'running'; seq += 1) {
    const next = act(definition, state, approval(state, seq), seq);
    const [stateBytes, eventBytes] = [bytesOf(next.state), bytesOf(next.events)];
    largest.state = Math.max(largest.state, stateBytes);
    largest.events = Math.max(largest.events, eventBytes);
    written += stateBytes + eventBytes;
    state = next.state;
  }
  return { ...largest, written, milliseconds: processorTime() - from };
}

/** Measures the flow engine against `bpmn-engine` in the same process, and long cases; prints tables. */
export async function runCore(): Promise<void> {
  const comparisons = [
    await compareRevived('completions of a ten-step line, revived', line(duixianDialect), line(bpmnEngineDialect)),
    await compareRevived('completions of branches, revived', branching(duixianDialect), branching(bpmnEngineDialect)),
    await compareStraight(),
    await compareParsing(),
  ];
  console.table(comparisons.map(describe));
  await longCase(1000);
  const [short, long] = [await longCase(1000), await longCase(10_000)];
  console.log(
    `a case of 1,000 steps ${short.toFixed(0)} ms, of 10,000 ${long.toFixed(0)} ms of processor time: ${(long / short).toFixed(1)} times`,
  );
  const many = await manyInstances(1000);
  console.log(
    `a multi-instance of 1,000 user tasks: state at most ${many.state} bytes (bound 1,000,000), events of one command at most ${many.events} (bound 4,000,000), written to the end ${(many.written / 1e6).toFixed(0)} MB in ${many.milliseconds.toFixed(0)} ms`,
  );
}

function describe(comparison: Comparison) {
  const { what, perSecond, peerPerSecond, p99Ms, peerP99Ms, bytes, peerBytes } = comparison;
  return {
    what,
    'per second': Math.round(perSecond),
    'bpmn-engine': Math.round(peerPerSecond),
    times: Math.round(perSecond / peerPerSecond),
    'p99 ms': p99Ms?.toFixed(3) ?? '',
    'its p99 ms': peerP99Ms?.toFixed(1) ?? '',
    'state bytes': bytes ?? '',
    'its bytes': peerBytes ?? '',
    share: bytes === undefined || peerBytes === undefined ? '' : `1/${(peerBytes / bytes).toFixed(1)}`,
  };
}
