import type { Announcements } from '@dnd-kit/core';
import type { FormSchema } from '#core/form';
import type { designerFormMessages, MessageParams } from '#core/messages';
import { findNode } from '../../model/form/tree.js';
import { dragItemOf, titleOfItem } from './drag-item.js';
import type { DropTarget } from './drop-target.js';

type Words = (key: keyof typeof designerFormMessages.zh & string, params?: MessageParams) => string;

/** What a screen reader says while something is dragged. */
export function announcements(t: Words, schema: FormSchema, target: () => DropTarget | null): Announcements {
  const place = (key: 'drag.over' | 'drag.end', title: string): string => {
    const to = target();
    if (to === null) return t('drag.overNothing', { title });
    const id = to.kind === 'beside' ? to.id : to.parentId;
    const name = (id === null ? undefined : findNode(schema, id)?.title) ?? t('sheet');
    return t(key, { title, target: name, side: t(to.kind === 'inside' ? 'drag.inside' : `drag.${to.side}`) });
  };
  const title = (active: Parameters<Announcements['onDragStart']>[0]['active']) => {
    const item = dragItemOf(active);
    return item === null ? '' : titleOfItem(item, schema);
  };
  return {
    onDragStart: ({ active }) => t('drag.start', { title: title(active) }),
    onDragOver: ({ active }) => place('drag.over', title(active)),
    onDragMove: ({ active }) => place('drag.over', title(active)),
    onDragEnd: ({ active }) => place('drag.end', title(active)),
    onDragCancel: ({ active }) => t('drag.cancel', { title: title(active) }),
  };
}
