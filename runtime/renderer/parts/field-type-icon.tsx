import {
  AlignLeftOutlined,
  AppstoreOutlined,
  BankOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  EditOutlined,
  EnvironmentOutlined,
  FontSizeOutlined,
  IdcardOutlined,
  InfoCircleOutlined,
  MailOutlined,
  MobileOutlined,
  NumberOutlined,
  PaperClipOutlined,
  PayCircleOutlined,
  QuestionCircleOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  TableOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ComponentType, ReactElement } from 'react';
import type { ComponentName } from '#core/form';

const icons: Readonly<Record<ComponentName, ComponentType<{ readonly 'aria-hidden': true }>>> = {
  Text: FontSizeOutlined,
  LongText: AlignLeftOutlined,
  Number: NumberOutlined,
  Money: PayCircleOutlined,
  Date: CalendarOutlined,
  DateRange: ScheduleOutlined,
  Choice: UnorderedListOutlined,
  MultipleChoice: CheckSquareOutlined,
  YesNo: QuestionCircleOutlined,
  File: PaperClipOutlined,
  Email: MailOutlined,
  CreditCode: SafetyCertificateOutlined,
  IdCard: IdcardOutlined,
  Phone: MobileOutlined,
  BankAccount: BankOutlined,
  Region: EnvironmentOutlined,
  Agreement: EditOutlined,
  Section: AppstoreOutlined,
  Table: TableOutlined,
  Note: InfoCircleOutlined,
};

/** The icon of a field type; the word beside it says what it is. */
export function FieldTypeIcon({ component }: { readonly component: ComponentName }): ReactElement {
  const Icon = icons[component];
  return <Icon aria-hidden={true} />;
}
