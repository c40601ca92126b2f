import 'server-only';

export const permissionNames = [
  'admin',
  'create_groups',
  'manage_unlisted_groups',
  'moderate',
  'approve_posts',
  'close_threads',
  'verify_answers',
  'pin_posts',
  'assign_topics',
  'create_topics',
  'edit_topics',
  'delete_topics',
  'merge_topics',
  'insert_system_fields',
  'view_all_data',
  'modify_all_data',
  'modify_all_users',
  'invite_guests',
  'manage_messages',
  'export_data',
] as const;

/** The permissions of the specification (11.6), and `admin`, which manages people and gives no reading right. */
export type Permission = (typeof permissionNames)[number];

declare const brand: unique symbol;

/** Who asks. Made by requireViewer() and the test cast only, from the session and from nothing else. */
export type Viewer = {
  readonly [brand]: true;
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly kind: 'internal' | 'guest';
  readonly permissions: ReadonlySet<Permission>;
  readonly locale: string;
  readonly timeZone: string;
  /** The restricted audiences they held when the request began; null where that was not asked or they are too many. */
  readonly audiences: readonly string[] | null;
  /** Fields that they may not read, as the request began; null where that was not asked. */
  readonly hiddenFields: readonly string[] | null;
  /** Restricted audiences opened for this request with View All Data or Manage Unlisted Groups; each opening is audited. */
  readonly oversees: readonly string[];
};

export type ViewerRow = Omit<Viewer, typeof brand | 'permissions' | 'audiences' | 'hiddenFields' | 'oversees'> & {
  permissions: readonly string[];
  audiences?: readonly string[] | null;
  hiddenFields?: readonly string[] | null;
};

/** Turns a row of the signed-in person into a viewer. For lib/auth, lib/access and tests. */
export function asViewer(row: ViewerRow): Viewer {
  const known = row.permissions.filter((name): name is Permission =>
    (permissionNames as readonly string[]).includes(name),
  );
  const { id, handle, name, kind, locale, timeZone, audiences = null, hiddenFields = null } = row;
  const person = { id, handle, name, kind, locale, timeZone, permissions: new Set(known) };
  return { ...person, audiences, hiddenFields, oversees: [] } as unknown as Viewer;
}

/** The same viewer with one more audience open to reading. For lib/access/oversee.ts. */
export function overseeing(viewer: Viewer, audience: string): Viewer {
  const audiences = viewer.audiences && [...viewer.audiences, audience];
  return { ...viewer, audiences, oversees: [...viewer.oversees, audience] };
}

/** The same viewer, whose audiences and fields are read by each statement anew: for transactions, which decide on what holds now. */
export function withoutKnownAudiences(viewer: Viewer): Viewer {
  return { ...viewer, audiences: null, hiddenFields: null };
}
