import { StarFilled, StarOutlined } from '@ant-design/icons';
import { starsOf } from '#core/form';
import { type ControlProps, spoken } from './control.js';

/** Stars that are radio buttons: arrows move, and a screen reader says the number. */
export function RatingControl(props: ControlProps) {
  const { id, info, path, value, onChange, onLeave, t } = props;
  const most = starsOf(info);
  return (
    <div id={id} className="dxf-rating" role="radiogroup" aria-labelledby={props.labelId} {...spoken(props)}>
      {Array.from({ length: most }, (_, index) => index + 1).map((stars) => (
        <label key={stars} data-on={(typeof value === 'number' && stars <= value) || undefined}>
          <input
            type="radio"
            name={`${id}-${path}`}
            checked={value === stars}
            aria-label={t('rating.star', { n: stars, most })}
            onChange={() => onChange(stars)}
            onBlur={onLeave}
          />
          {typeof value === 'number' && stars <= value ? (
            <StarFilled aria-hidden="true" />
          ) : (
            <StarOutlined aria-hidden="true" />
          )}
        </label>
      ))}
    </div>
  );
}
