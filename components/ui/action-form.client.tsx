'use client';

import { type ComponentProps, createContext, useActionState, useContext, useEffect, useRef } from 'react';
import { type FormAction, type FormState, idle } from '@/lib/forms/state';
import { FormErrors } from './form-errors';

const FormContext = createContext<{ id: string; state: FormState }>({ id: 'f', state: idle });

type FieldState = {
  id: string;
  error: string | undefined;
  value: string | undefined;
  /** Whether the form was sent and came back: then a box without a value is one that was not ticked. */
  isReturned: boolean;
};

/** What the form's last answer says about one field: what is wrong with it and what was typed. */
export function useField(name: string): FieldState {
  const { id, state } = useContext(FormContext);
  const isInvalid = state.status === 'invalid';
  return {
    id: `${id}-${name}`,
    error: isInvalid ? state.fields[name] : undefined,
    value: isInvalid ? state.values[name] : undefined,
    isReturned: isInvalid,
  };
}

type ActionFormProps = Omit<ComponentProps<'form'>, 'action'> & {
  action: FormAction;
  /** Distinguishes the fields of several forms on one page. */
  id?: string;
};

/**
 * A form whose server action answers with a FormState. The fields inside it (Field, TextArea, Select, RadioGroup)
 * show what was wrong and keep what was typed, with JavaScript and without.
 */
export function ActionForm({ action, id = 'f', className = 'form', children, ...rest }: ActionFormProps) {
  const [state, formAction] = useActionState(action, idle);
  const alert = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === 'invalid') alert.current?.focus();
  }, [state]);

  return (
    <form {...rest} id={id} action={formAction} className={className} noValidate>
      {state.status === 'invalid' && (
        <FormErrors message={state.message} fields={state.fields} idOf={(name) => `${id}-${name}`} ref={alert} />
      )}
      {state.status === 'ok' && state.message && <output className="flash i i-check">{state.message}</output>}
      <FormContext value={{ id, state }}>{children}</FormContext>
    </form>
  );
}
