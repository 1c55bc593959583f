import type { Option } from '#core/form';

/** Gives an option another label. Its value goes along where it was the label and nothing may rest on it yet. */
export function relabel(options: readonly Option[], index: number, label: string, isUsed: boolean): readonly Option[] {
  const option = options[index];
  if (option === undefined) return options;
  const isTaken = options.some((other, at) => at !== index && other.value === label);
  const value = option.value === option.label && !isUsed && !isTaken ? label : option.value;
  return options.with(index, { ...option, label, value });
}
