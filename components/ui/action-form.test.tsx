import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { idle } from '@/lib/forms/state';
import { ActionForm } from './action-form.client';
import { Field } from './field.client';
import { FormErrors } from './form-errors';

it('ties label, hint and error to the field', () => {
  const markup = renderToStaticMarkup(
    <Field name="name" label="Name" hint="Up to 40 characters" error="Another group has this name." />,
  );
  expect(markup).toContain('<label for="f-name">Name</label>');
  expect(markup).toMatch(
    /<input [^>]*id="f-name"[^>]*aria-invalid="true"[^>]*aria-describedby="f-name-hint f-name-error"/,
  );
  expect(markup).toContain('id="f-name-error">Another group has this name.</p>');
});

it('tells the fields of two forms on one page apart', () => {
  const form = (id: string) =>
    renderToStaticMarkup(
      <ActionForm id={id} action={async () => idle}>
        <Field name="name" label="Name" />
      </ActionForm>,
    );
  expect(form('topic')).toContain('id="topic-name"');
  expect(form('edit')).toContain('id="edit-name"');
});

it('lists what is wrong in an alert, with a way to each field', () => {
  const markup = renderToStaticMarkup(
    <FormErrors
      message="Please check what is marked below."
      fields={{ name: 'Write a name.' }}
      idOf={(name) => `f-${name}`}
    />,
  );
  expect(markup).toMatch(/^<div role="alert"/);
  expect(markup).toContain('<a href="#f-name">Write a name.</a>');
});
