import './flow-designer.css';
import { useDraft } from '../draft/draft-context.js';
import { useSelection } from '../draft/use-selection.js';
import { DiagramPane } from './diagram-pane.js';
import { FootLine } from './foot-line.js';
import { FlowProperties } from './properties/flow-properties.js';
import { StepList } from './step-list.js';
import { useFlowCommands } from './use-flow-commands.js';

/** Step list, diagram, properties; one line at the foot says whether the flow holds. */
export function FlowTab() {
  const { flow } = useDraft();
  const [selected, select] = useSelection();
  const commands = useFlowCommands();
  const known = flow?.definition;
  const isKnown =
    selected !== null && (known?.elements[selected] !== undefined || known?.flows[selected] !== undefined);
  return (
    <div className="ds-flow">
      <div className="ds-flow-panes">
        <StepList selected={selected} onSelect={select} commands={commands} />
        <DiagramPane selected={selected} onSelect={select} />
        <FlowProperties selected={isKnown ? selected : null} onSelect={select} commands={commands} />
      </div>
      <FootLine onSelect={select} />
    </div>
  );
}
