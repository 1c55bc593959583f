import { createForm } from '@formily/core';
import { connect, createSchemaField, FormProvider, mapProps, mapReadPretty, useField } from '@formily/react';
import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { mountApp } from '#ui';
import { watchTyping } from './measure.js';
import { type BenchSection, benchSections, bigTable, bigTableAnswers, options } from './thousand.js';

/** The same form as Formily's guide would write it: reactions in the schema, antd's controls connected, all of it mounted. */
watchTyping();

function Frame({ children }: { readonly children?: ReactNode }) {
  const field = useField<ReturnType<typeof form.createField>>();
  return (
    <div className="dxf-field">
      <div className="dxf-label">{field.title}</div>
      {children}
      {field.selfErrors.length > 0 ? <p className="dxf-error">{field.selfErrors.join()}</p> : null}
    </div>
  );
}
const Day = connect(
  DatePicker,
  mapProps((props) => ({
    ...props,
    value: typeof props.value === 'string' ? dayjs(props.value) : null,
    onChange: (_day: unknown, text: unknown) => (props.onChange as (value: unknown) => void)(text),
  })),
);
const Page = ({ children }: { readonly children?: ReactNode }) => <section className="dxf-fields">{children}</section>;
const controls = {
  Text: connect(
    Input,
    mapReadPretty(() => null),
  ),
  Number: connect(InputNumber),
  Choice: connect(Select),
  Date: Day,
  Frame,
  Page,
};
const SchemaField = createSchemaField({ components: controls });

const jsonTypes = { Text: 'string', Number: 'number', Choice: 'string', Date: 'string' } as const;
const sectionSchema = (section: BenchSection) => ({
  type: 'void' as const,
  'x-component': 'Page',
  properties: Object.fromEntries(
    section.fields.map((field) => [
      field.id,
      {
        type: jsonTypes[field.kind],
        title: field.title,
        required: field.isRequired,
        'x-component': field.kind,
        'x-decorator': 'Frame',
        'x-component-props': { style: { width: '100%' } },
        ...(field.kind === 'Choice' ? { enum: options } : {}),
        ...(field.kind === 'Text' ? { maxLength: 50 } : {}),
        ...(field.kind === 'Number' ? { minimum: 0, maximum: 1_000_000 } : {}),
        ...(field.isSwitched
          ? {
              'x-reactions': {
                dependencies: [section.fields[0]?.id],
                fulfill: { state: { visible: '{{ ($deps[0] || "").length % 2 === 1 }}' } },
              },
            }
          : {}),
      },
    ]),
  ),
});

const isTable = window.location.hash === '#table';
const columns = Object.entries(bigTable.properties.rows?.items?.properties ?? {});
const schema = isTable
  ? {
      type: 'object',
      properties: Object.fromEntries(
        bigTableAnswers.rows.map((row) => [
          row.id,
          {
            type: 'object' as const,
            properties: Object.fromEntries(
              columns.map(([id, node]) => [
                id,
                {
                  type: node.type,
                  required: node.required === true,
                  'x-component': node['x-component'],
                  ...(node.enum === undefined ? {} : { enum: options }),
                },
              ]),
            ),
          },
        ]),
      ),
    }
  : {
      type: 'object',
      properties: Object.fromEntries(benchSections.map((section) => [section.id, sectionSchema(section)])),
    };
const form = createForm(
  isTable ? { values: Object.fromEntries(bigTableAnswers.rows.map((row) => [row.id, { ...row }])) } : {},
);

mountApp(
  <FormProvider form={form}>
    <div className="dxf" data-layout="one-column">
      <SchemaField schema={schema as Parameters<typeof SchemaField>[0]['schema']} />
    </div>
  </FormProvider>,
  'portal',
);
