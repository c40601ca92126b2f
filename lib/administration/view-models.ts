import type { PersonLine } from '@/lib/feed/view-models';
import type { Kind } from './rules';

export type PersonAdministeredLine = PersonLine & { email: string; isAdmin: boolean };

export type PermissionLine = { name: string; label: string; isHeld: boolean };

export type PersonAdministered = PersonAdministeredLine & {
  createdAt: string;
  deactivatedAt: string | null;
  deactivatedBy: string | null;
  /** Of the groups that the admin may know of. */
  ownedGroups: number;
  permissions: PermissionLine[];
  can: { deactivate: boolean; changeKind: boolean };
};

export type InvitationLine = {
  id: string;
  email: string;
  kind: Kind;
  groupName: string | null;
  invitedBy: string | null;
  expiresAt: string;
  /** Null for invitations whose link only whoever made it has seen. */
  url: string | null;
};

export type Named = { name: string; href: string };

export type AuditLine = {
  id: string;
  action: string;
  /** Null for someone who is no longer there. */
  actor: Named | null;
  /** Null for nothing in particular, and for what is not open to the reader. */
  subject: Named | null;
  /** The person that something was done to in a group. */
  other: Named | null;
  details: Record<string, unknown>;
  at: string;
};

export type AuditPage = { items: AuditLine[]; next: string | null };
