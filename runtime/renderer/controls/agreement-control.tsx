import { type ControlProps, spoken, wordsOf } from './control.js';

export function Paragraphs({ text }: { readonly text: string }) {
  return text.split(/\n\s*\n/).map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}

/** The declaration in full, with a tick below it. */
export function AgreementControl(props: ControlProps) {
  const { id, onChange, onLeave, t } = props;
  const isAgreed = props.value === true;
  return (
    <div className="dxf-agreement">
      <div className="dxf-agreement-text">
        <Paragraphs text={wordsOf(props.info, props.locale).content} />
      </div>
      <label className="dxf-option" data-checked={isAgreed || undefined}>
        <input
          id={id}
          type="checkbox"
          checked={isAgreed}
          onChange={(event) => onChange(event.target.checked ? true : undefined)}
          onBlur={onLeave}
          {...spoken(props)}
        />
        <span>{t('agree')}</span>
      </label>
    </div>
  );
}
