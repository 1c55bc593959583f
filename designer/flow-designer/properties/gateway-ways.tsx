import { Button } from 'antd';
import type { Gateway, ProcessDefinition } from '#core/flow';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { ConditionText } from '../../conditions/condition-text.js';
import { useDraft } from '../../draft/draft-context.js';
import { PaneGroup } from '../../parts/field-row.js';

interface GatewayWaysProps {
  readonly gateway: Gateway;
  readonly definition: ProcessDefinition;
  readonly onSelect: (id: string | null) => void;
}

/** The ways out of a branching, each leading to its condition. */
export function GatewayWays({ gateway, definition, onSelect }: GatewayWaysProps) {
  const t = useMessages(designerFlowMessages);
  const { flowVariables } = useDraft();
  if (gateway.outgoing.length < 2) return <p className="ds-help">{t('properties.plain')}</p>;
  return (
    <PaneGroup title={t('gateway.ways')}>
      <ul className="ds-usages">
        {gateway.outgoing.map((id, index) => {
          const way = definition.flows[id];
          if (way === undefined) return null;
          return (
            <li key={id}>
              <Button type="link" size="small" className="ds-add" onClick={() => onSelect(id)}>
                {way.name || String(index + 1)}
              </Button>
              <span className="ds-sub">
                {way.isDefault ? (
                  t('branch.else')
                ) : way.condition === null ? (
                  t('branch.noCondition')
                ) : (
                  <ConditionText feel={way.condition.source} variables={flowVariables} />
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </PaneGroup>
  );
}
