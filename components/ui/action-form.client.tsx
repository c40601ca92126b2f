'use client';

import {
  type ComponentProps,
  createContext,
  type RefObject,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
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

/** Everything that was typed into a form that came back, by the names of its boxes. */
export function useTyped(): Record<string, string> {
  const { state } = useContext(FormContext);
  return state.status === 'invalid' ? state.values : {};
}

/** The texts that the form had when it was sent last. */
function useSent(form: RefObject<HTMLFormElement | null>): Record<string, string> {
  const [sent] = useState<Record<string, string>>({});
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const note = () => {
      const data = new FormData(element);
      for (const name of data.keys()) sent[name] = data.getAll(name).join('\n');
    };
    element.addEventListener('submit', note);
    return () => element.removeEventListener('submit', note);
  }, [form, sent]);
  return sent;
}

/** An answer that came before anybody had read the form (it was too large) has no values: they are still here. */
function withSent(state: FormState, sent: Record<string, string>): FormState {
  const isUnread = state.status === 'invalid' && Object.keys(state.values).length === 0;
  return isUnread ? { ...state, values: sent } : state;
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
  const [answer, formAction] = useActionState(action, idle);
  const form = useRef<HTMLFormElement>(null);
  const state = withSent(answer, useSent(form));
  const alert = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (answer.status === 'invalid') alert.current?.focus();
  }, [answer]);

  return (
    <form {...rest} ref={form} id={id} action={formAction} className={className} noValidate>
      {state.status === 'invalid' && (
        <FormErrors message={state.message} fields={state.fields} idOf={(name) => `${id}-${name}`} ref={alert} />
      )}
      {state.status === 'ok' && state.message && <output className="flash i i-check">{state.message}</output>}
      <FormContext value={{ id, state }}>{children}</FormContext>
    </form>
  );
}
