/** What a mail's link would end. */
export type Unsubscription =
  | { kind: 'thread' | 'digest' | 'all' }
  | { kind: 'reason'; label: string }
  /** The name is null where its reader may not know the group any more. */
  | { kind: 'group'; name: string | null };
