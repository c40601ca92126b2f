type Told<T extends string, More = object> = { type: T; data: { email_id: string; to: string[] } & More };

/** What the provider of mail tells of, as far as we act on it. */
export type WebhookEvent =
  | { type: 'email.received'; data: { email_id: string } }
  | Told<'email.bounced', { bounce: { type: string; subType?: string | undefined; message?: string | undefined } }>
  | Told<'email.complained'>
  | Told<'email.suppressed'>;
