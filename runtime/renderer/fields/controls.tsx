import { type ComponentType, lazy, Suspense } from 'react';
import type { ComponentName } from '#core/form';
import { AgreementControl } from '../controls/agreement-control.js';
import { ChoiceControl, MultipleChoiceControl, RegionControl, YesNoControl } from '../controls/choice-control.js';
import type { ControlProps } from '../controls/control.js';
import { DateControl, DateRangeControl } from '../controls/date-control.js';
import { FileControl } from '../controls/file-control.js';
import { MoneyControl, NumberControl } from '../controls/number-control.js';
import { RatingControl } from '../controls/rating-control.js';
import { LongTextControl, TextControl } from '../controls/text-control.js';
import { TreeControl } from '../controls/tree-control.js';
import { TypedControl } from '../controls/typed-control.js';

const SignaturePad = lazy(() =>
  import('../controls/signature-control.js').then((part) => ({ default: part.SignatureControl })),
);
/** Few forms are signed by hand, and none at its first field. */
const SignatureControl = (props: ControlProps) => (
  <Suspense fallback={<div className="dxf-pad" />}>
    <SignaturePad {...props} />
  </Suspense>
);

type Uncontrolled =
  | ('Section' | 'Card' | 'Columns' | 'Tabs')
  | ('Table' | 'Group' | 'Person' | 'Enterprise' | 'Address' | 'FileSet')
  | ('Note' | 'RichNote' | 'Divider' | 'Formula' | 'Hidden');

/** The control of each component that takes one answer; a missing one does not compile. */
export const controls: Readonly<Record<Exclude<ComponentName, Uncontrolled>, ComponentType<ControlProps>>> = {
  Text: TextControl,
  LongText: LongTextControl,
  Number: NumberControl,
  Integer: NumberControl,
  Percent: NumberControl,
  Money: MoneyControl,
  Date: DateControl,
  DateRange: DateRangeControl,
  YearMonth: TypedControl,
  Time: TypedControl,
  Choice: ChoiceControl,
  MultipleChoice: MultipleChoiceControl,
  Cascade: RegionControl,
  Tree: TreeControl,
  YesNo: YesNoControl,
  Rating: RatingControl,
  File: FileControl,
  Image: FileControl,
  Email: TextControl,
  Url: TextControl,
  CreditCode: TextControl,
  IdCard: TextControl,
  Phone: TextControl,
  BankAccount: TextControl,
  Region: RegionControl,
  Agreement: AgreementControl,
  Signature: SignatureControl,
};

export const hasControl = (component: ComponentName): component is keyof typeof controls => component in controls;
