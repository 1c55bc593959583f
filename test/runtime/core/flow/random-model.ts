import fc from 'fast-check';
import { bpmn, flows, tasks } from './driver.js';

/** A block of a random model; every kind of element that the engine executes comes up. */
type Shape =
  | { readonly kind: 'user' | 'plain' | 'manual' | 'service' | 'script' | 'receive' | 'send' | 'rule' }
  | { readonly kind: 'timer' | 'message' | 'signal' | 'throwSignal' | 'throwMessage' | 'escalate' | 'link' }
  | { readonly kind: 'repeated'; readonly loop: Loop; readonly body: readonly Shape[] }
  | { readonly kind: 'xor' | 'and' | 'or' | 'events' | 'mixed'; readonly branches: readonly (readonly Shape[])[] }
  | { readonly kind: 'circle' | 'call'; readonly body: readonly Shape[] }
  | { readonly kind: 'sub'; readonly body: readonly Shape[]; readonly edge: Edge | null; readonly inside: Inside }
  | { readonly kind: 'stop'; readonly how: 'none' | 'terminate' | 'error' };
type Loop = 'standard' | 'parallel' | 'sequential';
interface Edge {
  readonly event: 'timer' | 'message' | 'signal' | 'error' | 'escalation';
  readonly interrupting: boolean;
}
type Inside = 'nothing' | 'soft event' | 'hard event' | 'data';

const leaf: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'user' as const }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('plain', 'manual', 'service', 'script', 'receive', 'send', 'rule')
      .map((kind) => ({ kind }) as Shape),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('timer', 'message', 'signal', 'throwSignal', 'throwMessage', 'escalate', 'link')
      .map((kind) => ({ kind }) as Shape),
  },
);
const edge: fc.Arbitrary<Edge> = fc
  .record({
    event: fc.constantFrom(
      'timer' as const,
      'message' as const,
      'signal' as const,
      'error' as const,
      'escalation' as const,
    ),
    interrupting: fc.boolean(),
  })
  .map((one) => (one.event === 'error' ? { ...one, interrupting: true } : one));

const { list } = fc.letrec<{ list: readonly Shape[]; block: Shape }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    leaf,
    fc.record({
      kind: fc.constantFrom('xor' as const, 'and' as const, 'or' as const, 'events' as const),
      branches: fc.array(tie('list'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constantFrom('circle' as const, 'call' as const), body: tie('list') }),
    fc.record({
      kind: fc.constant('repeated' as const),
      loop: fc.constantFrom('standard' as const, 'parallel' as const, 'sequential' as const),
      body: tie('list'),
    }),
    fc.record({
      kind: fc.constant('sub' as const),
      body: tie('list'),
      edge: fc.option(edge),
      inside: fc.constantFrom('nothing' as const, 'soft event' as const, 'hard event' as const, 'data' as const),
    }),
  ),
  list: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
}));

const stop: fc.Arbitrary<Shape> = fc
  .constantFrom('none' as const, 'terminate' as const, 'error' as const)
  .map((how) => ({ kind: 'stop' as const, how }));

/** Also with ends in the middle of branches, and gateways that do not fit each other. */
const disturbed = fc.tuple(list, stop, fc.nat(4), fc.boolean()).map(([shapes, end, at, mixes]) => {
  let seen = 0;
  const cut = (items: readonly Shape[]): readonly Shape[] =>
    items.map((shape) => {
      if ('body' in shape) return { ...shape, body: cut(shape.body) };
      if (!('branches' in shape)) return shape;
      const branches = shape.branches.map(cut);
      seen += 1;
      if (seen - 1 !== at) return { ...shape, branches };
      if (mixes) return { kind: 'mixed' as const, branches };
      return { ...shape, branches: [[...(branches[0] ?? []), end], ...branches.slice(1)] };
    });
  return cut(shapes);
});

const definitions = {
  timer: '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  message: '<bpmn:messageEventDefinition messageRef="m"/>',
  signal: '<bpmn:signalEventDefinition signalRef="sg"/>',
  error: '<bpmn:errorEventDefinition errorRef="er"/>',
  escalation: '<bpmn:escalationEventDefinition escalationRef="esc"/>',
} as const;
const root =
  '<bpmn:message id="m" name="m"/><bpmn:signal id="sg" name="sg"/><bpmn:error id="er" errorCode="X"/><bpmn:escalation id="esc" escalationCode="Y"/>';

/** What has been written so far, and where a token comes in and goes out. `last`: `null` where every way has ended. */
interface Part {
  readonly xml: string;
  readonly first: string;
  readonly last: string | null;
}

function writeModel(shapes: readonly Shape[]): string {
  let count = 0;
  const processes: string[] = [];
  const fresh = (kind: string) => {
    count += 1;
    return `${kind}${count}`;
  };
  const element = (type: string, id: string, inside = '', attributes = ''): Part => ({
    xml: `<bpmn:${type} id="${id}" ${attributes}>${inside}</bpmn:${type}>`,
    first: id,
    last: id,
  });
  const extension = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;
  const list = (items: readonly Shape[]): Part => {
    const parts = items.map(write);
    const end = parts.findIndex((part) => part.last === null);
    const used = end < 0 ? parts : parts.slice(0, end + 1);
    const links = used.slice(1).map((part, index) => flows(`${used[index]?.last}>${part.first}`));
    const [first = element('task', fresh('t'))] = used;
    return {
      xml: used.length === 0 ? first.xml : [...used.map(({ xml }) => xml), ...links].join(''),
      first: first.first,
      last: (used.at(-1) ?? first).last,
    };
  };
  /** A whole scope: start, content, end. */
  const scope = (items: readonly Shape[]): string => {
    const [start, end] = [fresh('s'), fresh('e')];
    const body = list(items);
    const tail = body.last === null ? '' : `<bpmn:endEvent id="${end}"/>${flows(`${body.last}>${end}`)}`;
    return `<bpmn:startEvent id="${start}"/>${body.xml}${flows(`${start}>${body.first}`)}${tail}`;
  };
  const handler = (event: keyof typeof definitions, interrupting: boolean) => {
    const [sub, start, task, end] = [fresh('ev'), fresh('es'), fresh('h'), fresh('ee')];
    return `<bpmn:subProcess id="${sub}" triggeredByEvent="true"><bpmn:startEvent id="${start}" isInterrupting="${interrupting}">${definitions[event]}</bpmn:startEvent>${tasks(task)}<bpmn:endEvent id="${end}"/>${flows(`${start}>${task}`, `${task}>${end}`)}</bpmn:subProcess>`;
  };
  const split = (kind: 'xor' | 'and' | 'or' | 'events' | 'mixed', branches: readonly (readonly Shape[])[]): Part => {
    const [open, close] = [fresh('g'), fresh('j')];
    const opens = { xor: 'exclusive', and: 'parallel', or: 'inclusive', events: 'eventBased', mixed: 'parallel' }[kind];
    const closes = { xor: 'exclusive', and: 'parallel', or: 'inclusive', events: 'exclusive', mixed: 'exclusive' }[
      kind
    ];
    const conditional = kind === 'xor' || kind === 'or';
    const catches = ['timer', 'message', 'signal'] as const;
    const written = branches.map((branch, index) => {
      const waited = kind === 'events' ? [{ kind: catches[index % 3] ?? 'timer' } as Shape, ...branch] : branch;
      return list(waited);
    });
    const last = written.length - 1;
    const into = written.map(({ first }, index) =>
      flows(`${open}>${first}${conditional && index < last ? `?n > ${count % 7}` : ''}`),
    );
    const out = written.flatMap((part) => (part.last === null ? [] : [flows(`${part.last}>${close}`)]));
    const chosen = conditional ? `default="${open}_${written[last]?.first}"` : '';
    const gates = `<bpmn:${opens}Gateway id="${open}" ${chosen}/>${out.length > 0 ? `<bpmn:${closes}Gateway id="${close}"/>` : ''}`;
    return {
      xml: gates + written.map(({ xml }) => xml).join('') + into.join('') + out.join(''),
      first: open,
      last: out.length > 0 ? close : null,
    };
  };
  const loops: Readonly<Record<Loop, string>> = {
    standard: '<bpmn:standardLoopCharacteristics loopMaximum="2"/>',
    parallel:
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
    sequential:
      '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
  };
  const write = (shape: Shape): Part => {
    switch (shape.kind) {
      case 'user': {
        const id = fresh('u');
        return { xml: tasks(id), first: id, last: id };
      }
      case 'plain':
        return element('task', fresh('t'));
      case 'manual':
        return element('manualTask', fresh('t'));
      case 'service':
        return element('serviceTask', fresh('sv'), extension('<duixian:service type="notify"/>'));
      case 'script':
        return element(
          'scriptTask',
          fresh('sc'),
          `${extension('<duixian:resultVariable name="m"/>')}<bpmn:script>n + 1</bpmn:script>`,
        );
      case 'rule':
        return element(
          'businessRuleTask',
          fresh('br'),
          extension('<duixian:decision ref="d"/><duixian:resultVariable name="k"/>'),
        );
      case 'receive':
        return element('receiveTask', fresh('r'), '', 'messageRef="m"');
      case 'send':
        return element('sendTask', fresh('sn'), '', 'messageRef="m"');
      case 'timer':
      case 'message':
      case 'signal':
        return element('intermediateCatchEvent', fresh('c'), definitions[shape.kind]);
      case 'throwSignal':
        return element('intermediateThrowEvent', fresh('th'), definitions.signal);
      case 'throwMessage':
        return element('intermediateThrowEvent', fresh('th'), definitions.message);
      case 'escalate':
        return element('intermediateThrowEvent', fresh('th'), definitions.escalation);
      case 'link': {
        const [from, to] = [fresh('l'), fresh('l')];
        const link = `<bpmn:linkEventDefinition name="${from}"/>`;
        const halves =
          element('intermediateThrowEvent', from, link).xml + element('intermediateCatchEvent', to, link).xml;
        return { xml: halves, first: from, last: to };
      }
      case 'repeated':
        return element('subProcess', fresh('mi'), loops[shape.loop] + scope(shape.body));
      case 'circle': {
        const [merge, choice, task] = [fresh('m'), fresh('x'), fresh('u')];
        const body = list(shape.body);
        const gates = (next: string) =>
          `<bpmn:exclusiveGateway id="${merge}"/><bpmn:exclusiveGateway id="${choice}" default="${choice}_${next}"/>`;
        if (body.last === null) return body;
        // Something waits in it, so that it does not go round at once for ever.
        const ways = flows(
          `${merge}>${body.first}`,
          `${body.last}>${task}`,
          `${task}>${choice}`,
          `${choice}>${merge}?n > 30`,
        );
        const out = element('task', fresh('t'));
        return {
          xml: gates(out.first) + body.xml + tasks(task) + out.xml + ways + flows(`${choice}>${out.first}`),
          first: merge,
          last: out.first,
        };
      }
      case 'call': {
        const id = fresh('q');
        processes.push(`<bpmn:process id="${id}">${scope(shape.body)}</bpmn:process>`);
        return element('callActivity', fresh('ca'), '', `calledElement="${id}"`);
      }
      case 'sub': {
        const id = fresh('sp');
        const events = {
          nothing: '',
          'soft event': handler('message', false),
          'hard event': handler('signal', true),
          data: `<bpmn:dataObject id="${fresh('do')}" name="m"/>`,
        }[shape.inside];
        const sub = element('subProcess', id, scope(shape.body) + events);
        if (shape.edge === null) return sub;
        const [boundary, task, end] = [fresh('bd'), fresh('u'), fresh('be')];
        const attached = `<bpmn:boundaryEvent id="${boundary}" attachedToRef="${id}" cancelActivity="${shape.edge.interrupting}">${definitions[shape.edge.event]}</bpmn:boundaryEvent>`;
        return {
          ...sub,
          xml: `${sub.xml}${attached}${tasks(task)}<bpmn:endEvent id="${end}"/>${flows(`${boundary}>${task}`, `${task}>${end}`)}`,
        };
      }
      case 'stop': {
        const id = fresh('end');
        const inside = { none: '', terminate: '<bpmn:terminateEventDefinition/>', error: definitions.error }[shape.how];
        return { ...element('endEvent', id, inside), last: null };
      }
      default:
        return split(shape.kind, shape.branches);
    }
  };
  const content = scope(shapes);
  return bpmn(content, root + processes.join(''));
}

/** BPMN files that are valid; not all of them are sound. */
export const anyModels = disturbed.map(writeModel);
