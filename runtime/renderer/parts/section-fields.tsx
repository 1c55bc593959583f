import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldInfo, SectionInfo } from '#core/form';
import { DirectField } from '../fields/direct-field.js';
import { useStoreVersion, useSurroundings } from '../session/hooks.js';

const FormilyFields = lazy(() =>
  import('../formily/formily-fields.js').then((part) => ({ default: part.FormilyFields })),
);

/** Fields drawn at once, with nothing to wait for: what a screen shows. */
const firstScreen = 8;
/** Sections up to this size are drawn whole; of longer ones only what comes near the screen. */
const wholeUpTo = 40;
const chunkSize = 10;
/** Before it is drawn a field is about this high: scroll bars hardly jump. */
const fieldHeight = 96;

interface Chunk {
  readonly key: string;
  /** Nodes that stand directly in the section, with all they hold. */
  readonly fields: readonly FieldInfo[];
}

interface SectionFieldsProps {
  readonly section: SectionInfo;
  /** The topmost section that is shown. */
  readonly isFirst: boolean;
}

/**
 * The fields of a section. The first screen is drawn at once, by the same frames and controls but without Formily, which
 * is loaded meanwhile and draws the rest; of a long section only what comes near the screen (in print: everything).
 */
export function SectionFields({ section, isFirst }: SectionFieldsProps) {
  const { atOnce, later } = useMemo(() => chunksOf(section, isFirst ? firstScreen : 0), [section, isFirst]);
  return (
    <div className="dxf-fields">
      {atOnce.map((field) => (
        <DirectField key={field.id} info={field} />
      ))}
      {later.map((chunk) => (
        <NearChunk key={chunk.key} chunk={chunk} parentId={section.id} isAlways={section.fields.length <= wholeUpTo} />
      ))}
    </div>
  );
}

function chunksOf(
  { id, fields }: SectionInfo,
  most: number,
): { atOnce: readonly FieldInfo[]; later: readonly Chunk[] } {
  const direct = fields.filter((field) => field.parentId === id);
  let count = 0;
  const sizes = direct.map((field) => 1 + insideOf(fields, field.id).length);
  const cut = sizes.findIndex((size) => {
    count += size;
    return count > most;
  });
  const first = cut < 0 ? direct.length : most === 0 ? 0 : Math.max(1, cut);
  const later: Chunk[] = [];
  for (let at = first; at < direct.length; at += chunkSize) {
    const members = direct.slice(at, at + chunkSize);
    later.push({
      key: members[0]?.id ?? '',
      fields: members.flatMap((field) => [field, ...insideOf(fields, field.id)]),
    });
  }
  return { atOnce: direct.slice(0, first), later };
}

const insideOf = (fields: readonly FieldInfo[], parentId: string): readonly FieldInfo[] =>
  fields
    .filter((field) => field.parentId === parentId)
    .flatMap((field) => [field, ...(field.kind === 'box' ? insideOf(fields, field.id) : [])]);

interface NearChunkProps {
  readonly chunk: Chunk;
  readonly parentId: string | undefined;
  readonly isAlways: boolean;
}

function NearChunk({ chunk, parentId, isAlways }: NearChunkProps) {
  const { store } = useSurroundings();
  const [isNear, setNear] = useState(isAlways || typeof IntersectionObserver === 'undefined');
  const place = useRef<HTMLDivElement>(null);
  useStoreVersion(store);
  const wanted = store.pendingFocus?.split('.')[0];
  const isDrawn = isNear || chunk.fields.some((field) => field.id === wanted);
  useEffect(() => {
    if (isDrawn) {
      setNear(true);
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '1200px' },
    );
    if (place.current !== null) observer.observe(place.current);
    const drawAll = () => setNear(true);
    window.addEventListener('beforeprint', drawAll);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', drawAll);
    };
  }, [isDrawn]);
  const shown = chunk.fields.filter(
    (field) => field.parentId === parentId && store.engine.get(field.id)?.visible === true,
  );
  const placeholder = (
    <div ref={place} className="dxf-later" style={{ minHeight: shown.length * fieldHeight }} aria-busy="true" />
  );
  if (!isDrawn) return placeholder;
  return (
    <Suspense fallback={placeholder}>
      <FormilyFields fields={chunk.fields} parentId={parentId} />
    </Suspense>
  );
}
