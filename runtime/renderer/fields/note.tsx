import { InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { FieldInfo } from '#core/form';
import { Paragraphs } from '../controls/agreement-control.js';
import { wordsOf } from '../controls/control.js';
import { usePathState, useSurroundings } from '../session/hooks.js';
import { RichText } from './rich-text.js';

/** The author's words where the field is shown now. */
function useShownWords(info: FieldInfo): ReturnType<typeof wordsOf> | undefined {
  const { store } = useSurroundings();
  const state = usePathState(info.id);
  return state?.visible === true ? wordsOf(info, store.locale) : undefined;
}

/** A remark to the applicant between fields. */
export function Note({ info }: { readonly info: FieldInfo }) {
  const words = useShownWords(info);
  if (words === undefined) return null;
  const isWarning = info.node['x-component-props']?.tone === 'warning';
  return (
    <div className="dxf-note" data-tone={isWarning ? 'warning' : 'info'} data-path={info.id} role="note">
      {isWarning ? <WarningOutlined aria-hidden="true" /> : <InfoCircleOutlined aria-hidden="true" />}
      <div>
        {words.title === '' ? null : <strong>{words.title}</strong>}
        <Paragraphs text={words.content} />
      </div>
    </div>
  );
}

export function RichNote({ info }: { readonly info: FieldInfo }) {
  const words = useShownWords(info);
  return words === undefined ? null : (
    <div className="dxf-rich" data-path={info.id}>
      <RichText text={words.content} />
    </div>
  );
}

export function Divider({ info }: { readonly info: FieldInfo }) {
  const words = useShownWords(info);
  return words === undefined ? null : (
    <div className="dxf-divider" data-path={info.id}>
      <hr />
      {words.title === '' ? null : <span>{words.title}</span>}
      {words.title === '' ? null : <hr />}
    </div>
  );
}
