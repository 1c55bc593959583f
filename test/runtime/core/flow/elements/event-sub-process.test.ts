import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('an event sub-process (BPMN 10.3.5, 13.5.4)', () => {
  it('a signal from outside begins an event sub-process; an interrupting one takes away the rest', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(
        `${ends}${tasks('a')}<bpmn:subProcess id="ev" triggeredByEvent="true"><bpmn:startEvent id="es" isInterrupting="${interrupting}"><bpmn:signalEventDefinition signalRef="sig"/></bpmn:startEvent>${tasks('x')}<bpmn:endEvent id="ee"/>${flows('es>x', 'x>ee')}</bpmn:subProcess>${flows('s>a', 'a>e')}`,
        '<bpmn:signal id="sig" name="停办"/>',
      );
    const soft = await start(xml(false));
    soft.send({ type: 'BroadcastSignal', name: '停办' });
    expect(soft.open().toSorted()).toEqual(['a', 'x']);
    const hard = await start(xml(true));
    hard.send({ type: 'BroadcastSignal', name: '停办' });
    expect(hard.open()).toEqual(['x']);
    expect(hard.refuse({ type: 'BroadcastSignal', name: '停办' }).code).toBe('NO_SUBSCRIPTION');
    hard.approve('x');
    expect(hard.state.outcome).toBe('completed');
  });
});
