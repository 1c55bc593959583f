import { type ReactElement, useMemo } from 'react';
import { compileForm, type FieldNode, type FormLocale, fieldTypes } from '#core/form';
import { wordsOf } from '../controls/control.js';
import { translator } from '../session/hooks.js';
import { useFormSession } from '../session/use-form-session.js';
import { FormRenderer } from './form-renderer.js';

interface FieldPreviewProps {
  readonly node: FieldNode;
  readonly locale?: FormLocale;
  readonly layout?: 'one-column' | 'dense';
}
const never = '2000-01-01T00:00:00Z';

/** How one field looks, inert, for the designer's sheet: rules aside, so that it is always seen. */
export function FieldPreview({ node, locale = 'zh-CN', layout = 'dense' }: FieldPreviewProps): ReactElement {
  const t = translator(locale);
  const { kind } = fieldTypes[node['x-component']];
  if (kind === 'box') {
    return <div className="dxf-heading">{wordsOf({ node }, locale).title}</div>;
  }
  if (node['x-component'] === 'Hidden')
    return (
      <div className="dxf" inert>
        <div className="dxf-field dxf-below">{t('hiddenValue', { title: wordsOf({ node }, locale).title })}</div>
      </div>
    );
  if (node['x-component'] === 'Table' || node['x-component'] === 'Group') {
    const columns = Object.values(node.items?.properties ?? {});
    return (
      <div className="dxf" inert>
        <div className="dxf-field">
          <div className="dxf-label">
            {wordsOf({ node }, locale).title}
            {node.required ? <small>{t('required')}</small> : null}
          </div>
          <span className="dxf-affixed">
            <span className="dxf-input dxf-placeholder">
              {columns.map((column) => wordsOf({ node: column }, locale).title).join('、')}
            </span>
            <span className="dxf-suffix">{t('table.columns', { n: columns.length })}</span>
          </span>
        </div>
      </div>
    );
  }
  return <SingleField node={node} locale={locale} layout={layout} />;
}

function SingleField({ node, locale, layout }: Required<FieldPreviewProps>) {
  const compiled = useMemo(() => {
    const { 'x-rules': _rules, 'x-registry': _registry, ...plain } = node;
    return compileForm({ version: 1, type: 'object', properties: { preview: plain } });
  }, [node]);
  const session = useFormSession({ compiled, initialData: {}, now: never, locale });
  return (
    <div inert>
      <FormRenderer session={session} layout={layout} />
    </div>
  );
}
