import { compileForm } from '#core/form';
import { FormRenderer, useFormSession } from '#renderer';
import { mountApp } from '#ui';
import { watchTyping } from './measure.js';
import { bigTable, bigTableAnswers, thousandFields } from './thousand.js';

watchTyping();
const isTable = window.location.hash === '#table';
const compiled = compileForm(isTable ? bigTable : thousandFields);
const initialData = isTable ? bigTableAnswers : {};

function Page() {
  const session = useFormSession({ compiled, initialData, now: '2026-11-22T02:00:00Z' });
  return <FormRenderer session={session} section="all" layout={isTable ? 'dense' : 'one-column'} />;
}
mountApp(<Page />, 'portal');
