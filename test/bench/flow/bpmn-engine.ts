import { Engine } from 'bpmn-engine';

const variables = { yes: true, no: false };

/** One case, revived from its stored text at each completion, as the engine's own documentation does it. */
export async function runRevived(source: string, done: (bytes: number, ms: number) => void): Promise<void> {
  const engine = new Engine({ name: 'case', source });
  await engine.execute({ variables });
  let text = JSON.stringify(await engine.getState());
  for (;;) {
    const from = performance.now();
    const revived = new Engine({ name: 'case' }).recover(JSON.parse(text));
    const execution = await revived.resume();
    execution
      .getPostponed()
      .find((activity) => activity.type === 'bpmn:UserTask')
      ?.signal();
    const state = await revived.getState();
    text = JSON.stringify(state);
    done(text.length, performance.now() - from);
    if (state.state !== 'running') return;
  }
}

/** The model read once, so that cases share it. */
export async function moddleContext(source: string): Promise<unknown> {
  const { BpmnModdle } = await import('bpmn-moddle');
  return new BpmnModdle().fromXML(source);
}

/** One case straight through. */
export async function runStraight(context: unknown): Promise<void> {
  const engine = new Engine({ name: 'case', moddleContext: context as never });
  await engine.execute({ variables });
}

/** Reads a model from its text until it can be executed. */
export async function read(source: string): Promise<void> {
  await new Engine({ name: 'case', source }).getDefinitions();
}
