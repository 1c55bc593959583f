import { type ReactElement, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { SectionInfo } from '#core/form';
import { controlId, type Surroundings, SurroundingsProvider, useStoreVersion } from '../session/hooks.js';
import { type SessionStore, storeOf } from '../session/session-store.js';
import type { FormRendererProps } from '../types.js';
import { SectionFields } from './section-fields.js';

/** The controls of a form. Values survive when pages unmount: the session holds them. */
export function FormRenderer(props: FormRendererProps): ReactElement {
  const { session, mode = 'fill', layout = 'one-column', section = 'all', uploader, openFile } = props;
  const store = storeOf(session);
  useStoreVersion(store);
  const root = useRef<HTMLDivElement>(null);
  const surroundings = useMemo<Surroundings>(
    () => ({ store, layout, isReading: mode === 'read', uploader, openFile }),
    [store, layout, mode, uploader, openFile],
  );
  usePendingFocus(store, root);
  const shown =
    section === 'all' ? store.sections : store.sections.slice(...range(section === 'current' ? store.index : section));
  return (
    <SurroundingsProvider value={surroundings}>
      <div ref={root} className="dxf" data-layout={layout} data-mode={mode}>
        {shown.map((entry, index) => (
          <Section
            key={entry.id ?? entry.fields[0]?.id}
            section={entry}
            store={store}
            hasHeading={section === 'all'}
            isFirst={index === 0}
          />
        ))}
      </div>
    </SurroundingsProvider>
  );
}

const range = (index: number): [number, number] => [index, index + 1];

interface SectionProps {
  readonly section: SectionInfo;
  readonly store: SessionStore;
  /** On a page of its own the step line names the section; then the heading is there for screen readers. */
  readonly hasHeading: boolean;
  readonly isFirst: boolean;
}
function Section({ section, store, hasHeading, isFirst }: SectionProps) {
  const english = section.node?.['x-translations']?.['en-US'];
  const isEnglish = store.locale === 'en-US';
  const title = (isEnglish && english?.title) || section.title;
  const help = (isEnglish && english?.description) || section.node?.description;
  return (
    <section className="dxf-section" aria-label={title === '' ? undefined : title} data-path={section.id}>
      {title === '' ? null : (
        <h2 className={hasHeading ? 'dxf-heading' : 'dxf-hidden'} tabIndex={-1} data-heading="">
          {title}
        </h2>
      )}
      {help === undefined || help === '' ? null : <p className="dxf-help">{help}</p>}
      <SectionFields section={section} isFirst={isFirst} />
    </section>
  );
}

/** Puts the focus where the session wants it, once that is on the page. */
function usePendingFocus(store: SessionStore, root: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const wanted = store.pendingFocus;
    if (wanted === undefined || wanted === ':summary' || root.current === null) return;
    const target =
      wanted === ':heading'
        ? root.current.querySelector<HTMLElement>('[data-heading]')
        : document.getElementById(controlId(store, wanted));
    const inner = target?.matches('input, select, textarea, button, [tabindex]')
      ? target
      : target?.querySelector<HTMLElement>('input, select, textarea, button');
    const field =
      inner ??
      root.current.querySelector<HTMLElement>(
        `[data-path="${CSS.escape(wanted.split('.')[0] ?? '')}"] :is(input, button)`,
      );
    // What Formily is still to draw takes the focus when it is there.
    if (field === null) return;
    store.pendingFocus = undefined;
    field.focus({ preventScroll: wanted === ':heading' });
    if (wanted !== ':heading') field.scrollIntoView({ block: 'center' });
  });
}
