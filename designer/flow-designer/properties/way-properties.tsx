import { Button } from 'antd';
import { useState } from 'react';
import { compileExpression } from '#core/feel';
import type { SequenceFlow } from '#core/flow';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { ConditionEditor } from '../../conditions/condition-editor.js';
import { useDraft } from '../../draft/draft-context.js';
import { PaneGroup } from '../../parts/field-row.js';
import type { FlowCommands } from '../use-flow-commands.js';

interface WayPropertiesProps {
  readonly way: SequenceFlow;
  readonly hasDefault: boolean;
  readonly commands: FlowCommands;
}

/** When this way is taken. A condition that does not compile stays here: a flow that holds one cannot be read. */
export function WayProperties({ way, hasDefault, commands }: WayPropertiesProps) {
  const t = useMessages(designerFlowMessages);
  const { flowVariables, types, names } = useDraft();
  const stored = way.condition?.source ?? '';
  const [text, setText] = useState(stored);
  const [seen, setSeen] = useState(stored);
  if (seen !== stored) {
    setSeen(stored);
    setText(stored);
  }
  if (way.isDefault) {
    return (
      <PaneGroup title={t('way.condition')}>
        <p>{t('way.else')}</p>
        <p className="ds-help">{t('way.elseHelp')}</p>
      </PaneGroup>
    );
  }
  const change = (feel: string) => {
    setText(feel);
    if (feel.trim() !== '' && compileExpression(feel, { names }).ok) commands.condition(way.id, feel);
  };
  return (
    <PaneGroup title={t('way.condition')}>
      <ConditionEditor
        label={t('way.condition')}
        value={text}
        variables={flowVariables}
        types={types}
        whenEmpty={t('way.conditionEmpty')}
        onChange={change}
      />
      {hasDefault ? null : (
        <Button size="small" onClick={() => commands.condition(way.id, null)}>
          {t('way.makeElse')}
        </Button>
      )}
    </PaneGroup>
  );
}
