/** What a form's action answers: nothing yet, done, or what is wrong with each field and everything that was typed. */
export type FormState =
  | { status: 'idle' }
  | { status: 'ok'; message?: string }
  | { status: 'invalid'; message: string; fields: Record<string, string>; values: Record<string, string> };

export const idle: FormState = { status: 'idle' };

/** A server action for useActionState; the form carries its own ids in hidden fields. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;

/** A server action for a form of one button. */
export type ButtonAction = (data: FormData) => Promise<void>;
