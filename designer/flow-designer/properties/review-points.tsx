import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import type { ReviewPoint } from '#core/flow';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { randomId } from '../../draft/use-selection.js';
import { DraftInput } from '../../parts/draft-input.js';
import { PaneGroup } from '../../parts/field-row.js';

interface ReviewPointsProps {
  readonly points: readonly ReviewPoint[];
  readonly onChange: (points: readonly ReviewPoint[]) => void;
}

/** What the handler ticks off before deciding (R39). */
export function ReviewPoints({ points, onChange }: ReviewPointsProps) {
  const t = useMessages(designerFlowMessages);
  return (
    <PaneGroup title={t('step.reviewPoints')}>
      <ol className="ds-options">
        {points.map((point, index) => (
          <li className="ds-line" key={point.id}>
            <DraftInput
              label={t('point.label', { number: index + 1 })}
              value={point.text}
              maxLength={200}
              onCommit={(text) => onChange(points.with(index, { ...point, text }))}
            />
            <Checkbox
              checked={point.required}
              onChange={(event) => onChange(points.with(index, { ...point, required: event.target.checked }))}
            >
              {t('point.required')}
            </Checkbox>
            <Button
              type="text"
              size="small"
              aria-label={t('point.remove', { number: index + 1 })}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => onChange(points.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <Button
        type="link"
        size="small"
        className="ds-add"
        icon={<PlusOutlined aria-hidden />}
        onClick={() =>
          onChange([
            ...points,
            { id: randomId('point'), text: t('point.label', { number: points.length + 1 }), required: true },
          ])
        }
      >
        {t('point.add')}
      </Button>
    </PaneGroup>
  );
}
