import type { DecisionTable } from '#core/dmn';
import { checkExpression, type FeelType } from '#core/feel';

type ColumnWords = (key: 'column.unnamed' | 'table.note') => string;

/** A column of the grid: what its cells are, and what they speak of. */
export interface GridColumn {
  readonly kind: 'input' | 'output' | 'note';
  readonly id: string;
  /** Among the inputs, or the outputs. */
  readonly index: number;
  readonly title: string;
  readonly isTests: boolean;
  readonly type: FeelType;
}

/** Inputs, then outputs, then the note. */
export function columnsOf(
  { inputs, outputs }: DecisionTable,
  types: Readonly<Record<string, FeelType>>,
  words: ColumnWords,
): readonly GridColumn[] {
  return [
    ...inputs.map((input, index) => ({
      kind: 'input' as const,
      id: input.id,
      index,
      title: input.label || input.feel || words('column.unnamed'),
      isTests: true,
      type: inputType(input, types),
    })),
    ...outputs.map((output, index) => ({
      kind: 'output' as const,
      id: output.id,
      index,
      title: output.label || output.name || words('column.unnamed'),
      isTests: false,
      type: { kind: output.type } as FeelType,
    })),
    { kind: 'note', id: 'note', index: 0, title: words('table.note'), isTests: false, type: { kind: 'string' } },
  ];
}

function inputType(
  { feel, type }: DecisionTable['inputs'][number],
  types: Readonly<Record<string, FeelType>>,
): FeelType {
  const found = feel.trim() === '' ? undefined : checkExpression(feel, types).type;
  return found === undefined || found.kind === 'any' || found.kind === 'null' ? { kind: type } : found;
}
