import { InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { FieldInfo } from '#core/form';
import { Paragraphs } from '../controls/agreement-control.js';
import { wordsOf } from '../controls/control.js';
import { usePathState, useSurroundings } from '../session/hooks.js';

/** A remark to the applicant between fields. */
export function Note({ info }: { readonly info: FieldInfo }) {
  const { store } = useSurroundings();
  const state = usePathState(info.id);
  if (state === undefined || !state.visible) return null;
  const { title, content } = wordsOf(info, store.locale);
  const isWarning = info.node['x-component-props']?.tone === 'warning';
  return (
    <div className="dxf-note" data-tone={isWarning ? 'warning' : 'info'} data-path={info.id} role="note">
      {isWarning ? <WarningOutlined aria-hidden="true" /> : <InfoCircleOutlined aria-hidden="true" />}
      <div>
        {title === '' ? null : <strong>{title}</strong>}
        <Paragraphs text={content} />
      </div>
    </div>
  );
}
