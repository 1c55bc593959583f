import { App } from 'antd';
import {
  type FlowOutline,
  parseBpmn,
  readOutline,
  type ServiceSettings,
  type StepSettings,
  writeBpmn,
} from '#core/flow';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { isWholeOutline } from '../model/flow/outline-edit.js';
import { changeStep, renameElement, writeCondition, writeService } from '../model/flow/xml-edit.js';

export interface FlowCommands {
  /** Changes the structure through the outline; the diagram is laid out anew. */
  structure(name: string, edit: (outline: FlowOutline) => FlowOutline): void;
  rename(id: string, name: string): void;
  step(id: string, change: (settings: StepSettings) => StepSettings): void;
  service(id: string, service: ServiceSettings): void;
  condition(flowId: string, feel: string | null): void;
}

/** Every change of the flow from list or properties as one command; a change that cannot be made says why. */
export function useFlowCommands(): FlowCommands {
  const { store } = useDraft();
  const { message } = App.useApp();
  const t = useMessages(designerFlowMessages);
  const run = (name: string, change: (xml: string) => Promise<string>) => {
    store
      .performAsync(name, async (before) => {
        const flow = await change(before.flow);
        return flow === before.flow ? before : { ...before, flow };
      })
      .catch((error: unknown) =>
        message.error(t('failed', { reason: error instanceof Error ? error.message : String(error) })),
      );
  };
  return {
    structure: (name, edit) => run(name, (xml) => editOutline(xml, edit)),
    rename: (id, name) => run('command.changeStep', (xml) => renameElement(xml, id, name)),
    step: (id, change) => run('command.changeStep', (xml) => changeStep(xml, id, change)),
    service: (id, service) => run('command.changeStep', (xml) => writeService(xml, id, service)),
    condition: (flowId, feel) => run('command.changeBranch', (xml) => writeCondition(xml, flowId, feel)),
  };
}

async function editOutline(xml: string, edit: (outline: FlowOutline) => FlowOutline): Promise<string> {
  const parsed = await parseBpmn(xml);
  if (!parsed.ok) throw new Error('Expected a flow that can be read, but it cannot');
  const outline = readOutline(parsed.value);
  if (!isWholeOutline(outline, parsed.value))
    throw new Error('Expected a block-structured flow, but a part of it was drawn freely');
  const next = edit(outline);
  return next === outline ? xml : writeBpmn(next);
}
