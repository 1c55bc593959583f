import type { ComponentType } from 'react';
import type { ComponentName } from '#core/form';
import { AgreementControl } from '../controls/agreement-control.js';
import { ChoiceControl, MultipleChoiceControl, RegionControl, YesNoControl } from '../controls/choice-control.js';
import type { ControlProps } from '../controls/control.js';
import { DateControl, DateRangeControl } from '../controls/date-control.js';
import { FileControl } from '../controls/file-control.js';
import { MoneyControl, NumberControl } from '../controls/number-control.js';
import { LongTextControl, TextControl } from '../controls/text-control.js';

/** The control of each component that takes one answer; a missing one does not compile. */
export const controls: Readonly<
  Record<Exclude<ComponentName, 'Section' | 'Note' | 'Table'>, ComponentType<ControlProps>>
> = {
  Text: TextControl,
  LongText: LongTextControl,
  Number: NumberControl,
  Money: MoneyControl,
  Date: DateControl,
  DateRange: DateRangeControl,
  Choice: ChoiceControl,
  MultipleChoice: MultipleChoiceControl,
  YesNo: YesNoControl,
  File: FileControl,
  Email: TextControl,
  CreditCode: TextControl,
  IdCard: TextControl,
  Phone: TextControl,
  BankAccount: TextControl,
  Region: RegionControl,
  Agreement: AgreementControl,
};
