import type { GroupLine, PersonLine } from '@/lib/feed/view-models';

/** A person's page. What the reader may not see is null, as if it had been left empty. */
export type Profile = {
  person: PersonLine;
  department: string;
  office: string;
  bannerId: string | null;
  contact: Contact | null;
  manager: PersonLine | null;
  reports: PersonLine[];
  reportCount: number;
  followers: number;
  following: number;
  isFollowing: boolean;
  isSelf: boolean;
  can: { follow: boolean; edit: boolean; post: boolean; setManager: boolean };
};

/** What colleagues see of each other, and guests only of themselves. */
export type Contact = {
  about: string;
  email: string;
  phone: string;
  mobile: string;
  street: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  outOfOffice: string;
  timeZone: string | null;
};

/** What the form of a profile begins with. */
export type EditableProfile = Contact & {
  id: string;
  handle: string;
  name: string;
  title: string;
  department: string;
  office: string;
  photoId: string | null;
  bannerId: string | null;
  locale: string;
  hasShortcuts: boolean;
  managerHandle: string;
  version: number;
  isSelf: boolean;
  can: { setManager: boolean };
};

/** Spec 1.4: what a person did and what came back, as far as the reader may see it. */
export type Activity = { posts: number; comments: number; commentsReceived: number; likesReceived: number };

export type DirectoryRow = PersonLine & {
  department: string;
  office: string;
  isFollowing: boolean;
  canFollow: boolean;
};

export type DirectoryPage = { items: DirectoryRow[]; next: string | null };

/** What the directory can be narrowed by, of the people that the reader may see. */
export type DirectoryFilters = { departments: string[]; offices: string[]; letters: string[]; people: number };

export type MemberOfRow = GroupLine & { role: 'owner' | 'manager' | 'member' };
