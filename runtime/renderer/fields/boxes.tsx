import { createContext, type KeyboardEvent, type ReactNode, useContext } from 'react';
import type { FieldInfo } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { usePathState, useStoreVersion, useSurroundings, useTranslate } from '../session/hooks.js';

interface BoxProps {
  readonly info: FieldInfo;
  readonly children?: ReactNode;
}
/** The card that is to the front, for cards inside tabs. */
const FrontCard = createContext<string | undefined>(undefined);

/** Fields in a frame with a heading; in tabs, the page of a tab. */
export function Card({ info, children }: BoxProps) {
  const { store } = useSurroundings();
  const state = usePathState(info.id);
  const front = useContext(FrontCard);
  const isTab = info.parentId !== undefined && store.compiled.field(info.parentId)?.component === 'Tabs';
  if (state === undefined || !state.visible || (isTab && front !== info.id)) return null;
  const { title, description } = wordsOf(info, store.locale);
  const id = `${store.prefix}-${info.id}`;
  if (isTab)
    return (
      <div
        className="dxf-tab-page"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab`}
        data-path={info.id}
      >
        {description ? <p className="dxf-help">{description}</p> : null}
        <div className="dxf-fields">{children}</div>
      </div>
    );
  return (
    <section className="dxf-card" aria-label={title} data-path={info.id}>
      <h3>{title}</h3>
      {description ? <p className="dxf-help">{description}</p> : null}
      <div className="dxf-fields">{children}</div>
    </section>
  );
}

export function Columns({ info, children }: BoxProps) {
  const state = usePathState(info.id);
  if (state === undefined || !state.visible) return null;
  return (
    <div className="dxf-columns" data-columns={info.node['x-component-props']?.columns ?? 2} data-path={info.id}>
      {children}
    </div>
  );
}

/** Cards of which one is seen: arrows go from tab to tab, and a tab whose page has shown errors says so. */
export function Tabs({ info, children }: BoxProps) {
  const { store } = useSurroundings();
  const t = useTranslate();
  useStoreVersion(store);
  const state = usePathState(info.id);
  if (state === undefined || !state.visible) return null;
  const cards = store.compiled.fields.filter(
    (field) => field.parentId === info.id && store.engine.get(field.id)?.visible === true,
  );
  const front = store.frontCard(info.id, cards);
  const open = (at: number) => {
    const card = cards[(at + cards.length) % cards.length];
    if (card === undefined) return;
    store.openCard(info.id, card.id);
    document.getElementById(`${store.prefix}-${card.id}-tab`)?.focus();
  };
  const onKey = (event: KeyboardEvent, at: number) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    open(at + step);
  };
  return (
    <div className="dxf-tabs" data-path={info.id}>
      <div className="dxf-tab-row" role="tablist" aria-label={wordsOf(info, store.locale).title}>
        {cards.map((card, index) => {
          const errors = store.shownIn(card.id);
          return (
            <button
              key={card.id}
              type="button"
              role="tab"
              id={`${store.prefix}-${card.id}-tab`}
              aria-selected={card.id === front}
              aria-controls={card.id === front ? `${store.prefix}-${card.id}-panel` : undefined}
              tabIndex={card.id === front ? 0 : -1}
              data-invalid={errors > 0 || undefined}
              onClick={() => open(index)}
              onKeyDown={(event) => onKey(event, index)}
            >
              {wordsOf(card, store.locale).title}
              {errors > 0 ? <small>{t('tab.errors', { n: errors })}</small> : null}
            </button>
          );
        })}
      </div>
      <FrontCard value={front}>{children}</FrontCard>
    </div>
  );
}
