import type { FieldTypeInfo } from '../state.js';
import { type ComponentName, componentNames } from '../types.js';
import { choice, multipleChoice, region } from './choice.js';
import { date, dateRange } from './date.js';
import type { FieldDefinition } from './definition.js';
import { file, image } from './file.js';
import { formula, hidden } from './formula.js';
import { bankAccount, creditCode, email, idCard, phone, url } from './identity.js';
import { card, columns, divider, note, richNote, section, tabs } from './layout.js';
import { money } from './money.js';
import { integer, number, percent, rating } from './number.js';
import { cascade, tree } from './option-tree.js';
import { time, yearMonth } from './period.js';
import { address, enterprise, fileSet, group, person, table } from './row-fields.js';
import { signature } from './signature.js';
import { longText, text } from './text.js';
import { agreement, yesNo } from './yes-no.js';

/** One definition per component; a missing one does not compile. */
export const fieldDefinitions: Readonly<Record<ComponentName, FieldDefinition>> = {
  Text: text,
  LongText: longText,
  Number: number,
  Integer: integer,
  Percent: percent,
  Money: money,
  Date: date,
  DateRange: dateRange,
  YearMonth: yearMonth,
  Time: time,
  Choice: choice,
  MultipleChoice: multipleChoice,
  Cascade: cascade,
  Tree: tree,
  YesNo: yesNo,
  Rating: rating,
  File: file,
  Image: image,
  Email: email,
  Url: url,
  Formula: formula,
  Hidden: hidden,
  Enterprise: enterprise,
  Person: person,
  Address: address,
  CreditCode: creditCode,
  IdCard: idCard,
  Phone: phone,
  BankAccount: bankAccount,
  Region: region,
  FileSet: fileSet,
  Agreement: agreement,
  Signature: signature,
  Section: section,
  Card: card,
  Columns: columns,
  Tabs: tabs,
  Table: table,
  Group: group,
  Note: note,
  RichNote: richNote,
  Divider: divider,
};

export const fieldTypes: Readonly<Record<ComponentName, FieldTypeInfo>> = fieldDefinitions;

export const isComponentName = (value: unknown): value is ComponentName =>
  typeof value === 'string' && (componentNames as readonly string[]).includes(value);
