import { checkExpression, checkUnaryTests, type FeelProblem, type FeelType } from '#core/feel';

/** What is wrong with a text; nothing while it is empty, which is said where a text is needed. */
export function problemsOfFeel(
  source: string,
  types: Readonly<Record<string, FeelType>>,
  expected: FeelType,
  isTests = false,
): readonly FeelProblem[] {
  if (source.trim() === '') return [];
  return (isTests ? checkUnaryTests : checkExpression)(source, types, expected).problems;
}
