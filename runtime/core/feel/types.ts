/** The static type of a FEEL expression or variable. */
export type FeelType =
  | {
      readonly kind:
        | 'number'
        | 'boolean'
        | 'date'
        | 'time'
        | 'date and time'
        | 'days and time duration'
        | 'years and months duration'
        | 'any'
        | 'null'
        | 'function';
    }
  /** `values` lists the only texts there can be, such as the options of a field. */
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: Readonly<Record<string, FeelType>> };
