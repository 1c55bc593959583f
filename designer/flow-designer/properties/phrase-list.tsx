import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { DraftInput } from '../../parts/draft-input.js';
import { PaneGroup } from '../../parts/field-row.js';

interface PhraseListProps {
  readonly phrases: readonly string[];
  readonly onChange: (phrases: readonly string[]) => void;
}

/** Sentences that handlers write again and again. */
export function PhraseList({ phrases, onChange }: PhraseListProps) {
  const t = useMessages(designerFlowMessages);
  return (
    <PaneGroup title={t('step.phrases')}>
      <ol className="ds-options">
        {phrases.map((phrase, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: phrases have no identity but their place
          <li className="ds-line" key={index}>
            <DraftInput
              label={t('phrase.label', { number: index + 1 })}
              value={phrase}
              maxLength={200}
              onCommit={(text) => onChange(phrases.with(index, text))}
            />
            <Button
              type="text"
              size="small"
              aria-label={t('phrase.remove', { number: index + 1 })}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => onChange(phrases.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <Button
        type="link"
        size="small"
        className="ds-add"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...phrases, t('phrase.label', { number: phrases.length + 1 })])}
      >
        {t('phrase.add')}
      </Button>
    </PaneGroup>
  );
}
