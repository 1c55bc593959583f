/** A FEEL expression of the model, as written; it is compiled once per source text. */
export interface FlowExpression {
  readonly source: string;
}

/** A FEEL value that JSON has no form for (a decimal, a date, a duration …), as its FEEL type and text. */
export interface TaggedValue {
  readonly '@': 'number' | 'date' | 'time' | 'date and time' | 'days and time duration' | 'years and months duration';
  readonly text: string;
}

/** A value that the flow keeps in its state, as plain JSON. */
export type FlowValue =
  | null
  | boolean
  | number
  | string
  | readonly FlowValue[]
  | TaggedValue
  | { readonly [name: string]: FlowValue };
export type FlowVariables = Readonly<Record<string, FlowValue>>;
