import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { type CommonBlock, commonBlocks } from '../model/form/common-blocks.js';

/** Blocks that are often used, put in as pages behind the one that is worked on. */
export function PaletteBlocks({ onAdd }: { readonly onAdd: (block: CommonBlock) => void }) {
  const t = useMessages(designerFormMessages);
  return (
    <section aria-label={t('blocks')}>
      <h2>{t('blocks')}</h2>
      <div className="ds-palette-grid">
        {commonBlocks.map((block) => (
          <button key={block} type="button" className="ds-palette-item" onClick={() => onAdd(block)}>
            <span>{t(`blocks.${block}`)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
