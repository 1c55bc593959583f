import { type ReactNode, useId } from 'react';

/** A label above its control, with help between them; the control gets the id that the label points to. */
export function FieldRow({
  label,
  help,
  error,
  children,
}: {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="ds-row">
      <label htmlFor={id}>{label}</label>
      {help === undefined ? null : <p className="ds-help">{help}</p>}
      {children(id)}
      {error === undefined ? null : (
        <p className="ds-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** A heading over controls that are not one. */
export function PaneGroup({
  title,
  children,
  extra,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly extra?: ReactNode;
}) {
  const id = useId();
  return (
    <section className="ds-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {extra}
      {children}
    </section>
  );
}
