import type { FieldTypeInfo } from '../state.js';
import { type ComponentName, componentNames } from '../types.js';
import { choice, multipleChoice, region } from './choice.js';
import { date, dateRange } from './date.js';
import type { FieldDefinition } from './definition.js';
import { file } from './file.js';
import { bankAccount, creditCode, email, idCard, phone } from './identity.js';
import { note, section, table } from './layout.js';
import { money } from './money.js';
import { number } from './number.js';
import { longText, text } from './text.js';
import { agreement, yesNo } from './yes-no.js';

/** One definition per component; a missing one does not compile. */
export const fieldDefinitions: Readonly<Record<ComponentName, FieldDefinition>> = {
  Text: text,
  LongText: longText,
  Number: number,
  Money: money,
  Date: date,
  DateRange: dateRange,
  Choice: choice,
  MultipleChoice: multipleChoice,
  YesNo: yesNo,
  File: file,
  Email: email,
  CreditCode: creditCode,
  IdCard: idCard,
  Phone: phone,
  BankAccount: bankAccount,
  Region: region,
  Agreement: agreement,
  Section: section,
  Table: table,
  Note: note,
};

export const fieldTypes: Readonly<Record<ComponentName, FieldTypeInfo>> = fieldDefinitions;

export const isComponentName = (value: unknown): value is ComponentName =>
  typeof value === 'string' && (componentNames as readonly string[]).includes(value);
