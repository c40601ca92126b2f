/** What domain functions throw when a person asked for something that cannot be. Anything else is a bug. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** Messages by form field; the empty name holds what concerns the whole form. */
export class Invalid extends Error {
  override readonly name = 'Invalid';

  constructor(readonly fields: Record<string, string>) {
    super(Object.keys(fields).join(', '));
  }
}

/** The thing changed since it was read: the second editor is told and keeps the own text. */
export class Conflict extends Error {
  override readonly name = 'Conflict';

  /** Beside each field that differs by now: what stands there. */
  constructor(
    message?: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** The session ended while a form was filled in, and what was typed could not be filed under its person. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

export class TooMany extends Error {
  override readonly name = 'TooMany';

  constructor(readonly retryAfterSeconds = 60) {
    super(`Retry after ${retryAfterSeconds} s`);
  }
}
