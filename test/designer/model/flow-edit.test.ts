import { describe, expect, it } from 'vitest';
import {
  type FlowOutline,
  lintProcess,
  type OutlineBlock,
  type ProcessDefinition,
  parseBpmn,
  readOutline,
  stepSettings,
  writeBpmn,
} from '#core/flow';
import {
  type NewBlockKind,
  type NewBlockNames,
  newBlock,
  newBlockKinds,
} from '../../../designer/model/flow/new-block.js';
import {
  addBranch,
  findBlock,
  insertBlock,
  isBranching,
  isWholeOutline,
  moveBlock,
  removeBlock,
  removeBranch,
  walkBlocks,
} from '../../../designer/model/flow/outline-edit.js';
import { changeStep, renameElement, writeCondition } from '../../../designer/model/flow/xml-edit.js';

const step = (id: string): OutlineBlock => ({
  kind: 'step',
  id,
  name: `步骤 ${id}`,
  step: stepSettings({ kind: 'review', assignee: 'role:reviewer@policy-unit', limit: { workingDays: 2 } }),
});
const outline: FlowOutline = {
  id: 'process',
  name: '办理',
  blocks: [
    step('a'),
    {
      kind: 'branch',
      id: 'gate',
      name: '大小',
      branches: [
        { id: 'big', name: '大', condition: '申报金额 >= 10万', blocks: [step('b')] },
        { id: 'small', name: '小', condition: null, blocks: [] },
      ],
    },
    step('c'),
  ],
};

const ids = (made: FlowOutline) => [...walkBlocks(made)].map(({ block, place }) => `${place.listId ?? ''}/${block.id}`);
async function read(xml: string): Promise<ProcessDefinition> {
  const parsed = await parseBpmn(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}
const errorsOf = (definition: ProcessDefinition) =>
  [...definition.issues, ...lintProcess(definition)].filter((issue) => issue.severity === 'error');

describe('the step list', () => {
  it('inserts at the top level and inside a branch', () => {
    const made = insertBlock(
      insertBlock(outline, { listId: null, index: 1 }, step('x')),
      { listId: 'small', index: 0 },
      step('y'),
    );
    expect(ids(made)).toEqual(['/a', '/x', '/gate', 'big/b', 'small/y', '/c']);
    expect(ids(outline)).toEqual(['/a', '/gate', 'big/b', '/c']);
  });

  it('moves within a line and never past an end', () => {
    expect(ids(moveBlock(outline, 'c', 'up'))).toEqual(['/a', '/c', '/gate', 'big/b']);
    expect(moveBlock(outline, 'a', 'up')).toBe(outline);
    const end: OutlineBlock = { kind: 'end', id: 'stop', name: '不予兑现', outcome: 'refused' };
    const stopped = insertBlock(outline, { listId: 'big', index: 1 }, end);
    expect(moveBlock(stopped, 'b', 'down')).toBe(stopped);
    expect(ids(insertBlock(stopped, { listId: 'big', index: 2 }, step('x')))).toContain('big/x');
    expect(findBlock(insertBlock(stopped, { listId: 'big', index: 2 }, step('x')), 'stop')?.place.index).toBe(2);
  });

  it('takes a block with all in it, and a branching with its last but one branch', () => {
    expect(ids(removeBlock(outline, 'gate'))).toEqual(['/a', '/c']);
    expect(ids(removeBranch(outline, 'small'))).toEqual(['/a', '/b', '/c']);
    const three = addBranch(outline, 'gate', { id: 'mid', name: '中', condition: '申报金额 >= 5万', blocks: [] });
    const gate = findBlock(three, 'gate')?.block;
    expect(gate !== undefined && isBranching(gate) && gate.branches.map((one) => one.id)).toEqual([
      'big',
      'mid',
      'small',
    ]);
    expect(ids(removeBranch(three, 'mid'))).toEqual(ids(outline));
  });

  const names: NewBlockNames = {
    step: '审核',
    branch: '分支',
    branchYes: '符合条件',
    branchElse: '其他',
    parallel: '同时办理',
    parallelOne: '办理一',
    parallelTwo: '办理二',
    publicity: '公示',
    refused: '不予兑现',
    refusedAcceptance: '不予受理',
  };
  it.each(newBlockKinds)(
    'adds “%s” so that the flow can be read, holds, and comes back as the same list',
    async (kind: NewBlockKind) => {
      let count = 0;
      const block = newBlock(kind, { newId: (prefix) => `${prefix}${++count}`, names, variables: [] });
      // An end on the main line would cut off what follows; it belongs into a branch.
      const made = insertBlock(outline, { listId: 'big', index: 1 }, block);
      const definition = await read(await writeBpmn(made));
      expect(errorsOf(definition)).toEqual([]);
      const again = readOutline(definition);
      expect(findBlock(again, block.id)?.block.kind).toBe(block.kind);
    },
  );
});

describe('edits in the file itself', () => {
  it('change the settings of one step, and nothing about where things stand', async () => {
    const xml = await writeBpmn(outline);
    const after = await changeStep(xml, 'b', (settings) => ({
      ...settings,
      limit: { workingDays: 9 },
      grantsAmount: true,
      fields: { f1: 'edit', f2: 'hidden' },
      phrases: ['同意 <"&">'],
    }));
    const definition = await read(after);
    const task = definition.elements.b;
    expect(task?.type === 'userTask' && task.step).toMatchObject({
      limit: { workingDays: 9 },
      grantsAmount: true,
      fields: { f1: 'edit', f2: 'hidden' },
      phrases: ['同意 <"&">'],
      assignee: 'role:reviewer@policy-unit',
    });
    const bounds = (text: string) => [...text.matchAll(/<dc:Bounds[^>]*>/g)].map(String);
    expect(bounds(after)).toEqual(bounds(xml));
    expect((await read(after)).elements.a).toEqual((await read(xml)).elements.a);
  });

  it('rename an element, and set the condition of a way', async () => {
    const xml = await writeCondition(
      await renameElement(await writeBpmn(outline), 'a', '窗口受理'),
      'big',
      '申报金额 > 1亿',
    );
    const definition = await read(xml);
    expect(definition.elements.a?.name).toBe('窗口受理');
    expect(definition.flows.big?.condition?.source).toBe('申报金额 > 1亿');
    expect(errorsOf(definition)).toEqual([]);
  });

  it('make a way the one for all other cases', async () => {
    const definition = await read(await writeCondition(await writeBpmn(outline), 'big', null));
    expect(definition.flows.big).toMatchObject({ isDefault: true, condition: null });
    expect(definition.flows.small?.isDefault).toBe(false);
  });

  it('refuse an element that is not there', async () => {
    await expect(renameElement(await writeBpmn(outline), 'gone', 'x')).rejects.toThrow('gone');
    await expect(changeStep(await writeBpmn(outline), 'gate', (settings) => settings)).rejects.toThrow('gate');
  });
});

describe('what the list may write anew', () => {
  it('is a flow it shows whole; never one with a step that is drawn beside it', async () => {
    const xml = await writeBpmn(outline);
    const whole = await read(xml);
    expect(isWholeOutline(readOutline(whole), whole)).toBe(true);
    const loose = xml.replace('</bpmn:process>', '<bpmn:userTask id="loose" name="画在一边" /></bpmn:process>');
    expect(loose).not.toBe(xml);
    const parsed = await read(loose);
    expect(isWholeOutline(readOutline(parsed), parsed)).toBe(false);
  });
});
