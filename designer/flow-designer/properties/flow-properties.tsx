import type { FlowElement, ProcessDefinition, SequenceFlow } from '#core/flow';
import { designerFlowMessages } from '#core/messages';
import { EmptyState, Tag, useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow } from '../../parts/field-row.js';
import { PlaceProblems } from '../../parts/place-problems.js';
import type { FlowCommands } from '../use-flow-commands.js';
import { GatewayWays } from './gateway-ways.js';
import { ServiceProperties } from './service-properties.js';
import { StepProperties } from './step-properties.js';
import { WayProperties } from './way-properties.js';

interface FlowPropertiesProps {
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly commands: FlowCommands;
}

/** The settings of the selected step, gateway or way. */
export function FlowProperties({ selected, onSelect, commands }: FlowPropertiesProps) {
  const t = useMessages(designerFlowMessages);
  const { flow } = useDraft();
  const definition = flow?.definition;
  const element = selected === null ? undefined : definition?.elements[selected];
  const way = selected === null ? undefined : definition?.flows[selected];
  if (definition === undefined || (element === undefined && way === undefined)) {
    return (
      <aside className="dx-pane dx-pane-side ds-props" aria-label={t('properties')}>
        <EmptyState title={t('properties.none')} help={t('properties.noneHelp')} />
      </aside>
    );
  }
  const id = element?.id ?? way?.id ?? '';
  return (
    <aside className="dx-pane dx-pane-side ds-props" aria-label={t('properties')} key={id}>
      <header className="ds-props-head">
        <h2>{element?.name || way?.name || t(kindOf(element))}</h2>
        <Tag>{t(kindOf(element))}</Tag>
      </header>
      <PlaceProblems part="flow" place={id} />
      <div className="ds-pane">
        <FieldRow label={way === undefined ? t('step.name') : t('way.name')}>
          {(control) => (
            <DraftInput
              id={control}
              value={element?.name ?? way?.name ?? ''}
              maxLength={80}
              onCommit={(name) => commands.rename(id, name.trim())}
            />
          )}
        </FieldRow>
        {element === undefined ? null : (
          <ElementSettings element={element} definition={definition} onSelect={onSelect} commands={commands} />
        )}
        {way === undefined ? null : <Way way={way} definition={definition} commands={commands} />}
      </div>
    </aside>
  );
}

function kindOf(element: FlowElement | undefined) {
  switch (element?.type) {
    case undefined:
      return 'kind.way';
    case 'userTask':
      return 'kind.step';
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'scriptTask':
      return 'kind.service';
    case 'exclusiveGateway':
      return 'kind.branch';
    case 'inclusiveGateway':
      return 'kind.inclusive';
    case 'parallelGateway':
      return 'kind.parallel';
    case 'endEvent':
      return 'kind.end';
    default:
      return 'kind.other';
  }
}

interface ElementSettingsProps {
  readonly element: FlowElement;
  readonly definition: ProcessDefinition;
  readonly onSelect: (id: string | null) => void;
  readonly commands: FlowCommands;
}

function ElementSettings({ element, definition, onSelect, commands }: ElementSettingsProps) {
  const t = useMessages(designerFlowMessages);
  switch (element.type) {
    case 'userTask':
      return <StepProperties task={element} definition={definition} commands={commands} />;
    case 'serviceTask':
    case 'sendTask':
      return <ServiceProperties task={element} commands={commands} />;
    case 'businessRuleTask':
      return element.decision === null ? (
        <ServiceProperties task={element} commands={commands} />
      ) : (
        <p className="ds-help">{t('properties.plain')}</p>
      );
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return <GatewayWays gateway={element} definition={definition} onSelect={onSelect} />;
    case 'endEvent':
      return <p className="ds-help">{t('end.help')}</p>;
    default:
      return <p className="ds-help">{t('properties.plain')}</p>;
  }
}

function Way({
  way,
  definition,
  commands,
}: {
  readonly way: SequenceFlow;
  readonly definition: ProcessDefinition;
  readonly commands: FlowCommands;
}) {
  const t = useMessages(designerFlowMessages);
  const source = definition.elements[way.sourceId];
  const isChoice = source?.type === 'exclusiveGateway' || source?.type === 'inclusiveGateway';
  if (!isChoice || source.outgoing.length < 2) return <p className="ds-help">{t('way.plain')}</p>;
  const hasDefault = source.outgoing.some((id) => definition.flows[id]?.isDefault === true);
  return <WayProperties way={way} hasDefault={hasDefault} commands={commands} />;
}
