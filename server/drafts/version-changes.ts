import type { AnswerOf, routes } from '#core/contract';
import { fieldsOf } from '#core/form';
import type { ReadyVersion } from '../policies/published-versions.js';

type Change = AnswerOf<typeof routes.carryDraftOver>['changes'][number];

interface Item {
  readonly id: string;
  readonly title: string;
  readonly content: unknown;
}

/** What applicants are told of the difference between two versions: fields, conditions, materials, dates, steps. */
export function versionChanges(before: ReadyVersion, after: ReadyVersion): Change[] {
  const part = (name: Change['part'], of: (version: ReadyVersion) => readonly Item[]) =>
    changesOf(name, of(before), of(after));
  return [
    ...part('form', fieldItems),
    ...part('rules', ruleItems),
    ...part('materials', (version) =>
      version.parts.materials.map((material) => ({ id: material.id, title: material.title, content: material })),
    ),
    ...part('elements', elementItems),
    ...part('flow', (version) =>
      Object.values(version.flow.elements).flatMap((element) =>
        element.type === 'userTask' ? [{ id: element.id, title: element.name, content: element.step }] : [],
      ),
    ),
  ];
}

const fieldItems = (version: ReadyVersion): readonly Item[] =>
  fieldsOf(version.parts.form).map((field) => ({ id: field.key, title: field.node.title, content: field.node }));

function ruleItems({ parts }: ReadyVersion): readonly Item[] {
  const { conditions, amount } = parts.rules;
  const items = conditions.map((condition) => ({ id: condition.id, title: condition.title, content: condition }));
  return amount === null ? items : [...items, { id: '', title: amount.explanation, content: amount }];
}

/** Elements that change what an applicant may count on. */
function elementItems({ parts }: ReadyVersion): readonly Item[] {
  const { title, opensOn, closesOn, maxAmountText } = parts.elements;
  return [
    { id: 'title', title, content: title },
    { id: 'dates', title: `${opensOn ?? ''} – ${closesOn ?? ''}`, content: [opensOn, closesOn] },
    { id: 'amount', title: maxAmountText, content: maxAmountText },
  ];
}

function changesOf(part: Change['part'], before: readonly Item[], after: readonly Item[]): Change[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const now = new Set(after.map((item) => item.id));
  const changes: Change[] = [];
  for (const item of after) {
    const known = old.get(item.id);
    if (known === undefined) changes.push({ kind: 'added', part, title: item.title });
    else if (JSON.stringify(known.content) !== JSON.stringify(item.content)) {
      changes.push({ kind: 'changed', part, title: item.title });
    }
  }
  for (const item of before) if (!now.has(item.id)) changes.push({ kind: 'removed', part, title: item.title });
  return changes;
}
