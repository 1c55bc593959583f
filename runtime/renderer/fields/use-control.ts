import { useCallback } from 'react';
import type { FieldInfo, FieldState, FormIssue } from '#core/form';
import type { ControlProps } from '../controls/control.js';
import { controlId, usePathState, useShownIssue, useSurroundings, useTranslate } from '../session/hooks.js';

export interface Bound {
  readonly props: ControlProps;
  readonly issue: FormIssue | undefined;
  readonly errorId: string;
  readonly helpId: string;
}

/** Binds a control to a path of the engine; undefined where nothing stands there. `change` is given where Formily holds the value. */
export function useControl(info: FieldInfo, path: string, change?: (value: unknown) => void): Bound | undefined {
  const { store, layout } = useSurroundings();
  const t = useTranslate();
  const state = usePathState(path);
  const issue = useShownIssue(path, state);
  const onLeave = useCallback(() => store.leave(path), [store, path]);
  const set = useCallback((value: unknown) => store.set(path, value), [store, path]);
  if (state === undefined) return undefined;
  const id = controlId(store, path);
  const isCell = info.tableId !== undefined && store.compiled.field(info.tableId)?.component === 'Table';
  return {
    issue,
    errorId: `${id}-error`,
    helpId: `${id}-help`,
    props: {
      path,
      id,
      labelId: `${id}-label`,
      info,
      state,
      value: state.value,
      onChange: change ?? set,
      onLeave,
      describedBy: describedBy(id, info, isCell, state, issue),
      isInvalid: issue !== undefined,
      isCell,
      layout,
      locale: store.locale,
      t,
    },
  };
}

function describedBy(
  id: string,
  info: FieldInfo,
  isCell: boolean,
  state: FieldState,
  issue: FormIssue | undefined,
): string | undefined {
  const hasHelp = !isCell && (Boolean(info.node.description) || info.kind === 'files');
  const ids = [hasHelp && `${id}-help`, state.fact !== undefined && `${id}-fact`, issue !== undefined && `${id}-error`];
  return ids.filter(Boolean).join(' ') || undefined;
}
