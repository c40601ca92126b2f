import type { GroupLine, PersonLine } from '@/lib/feed/view-models';
import type { RecordLine } from '@/lib/records/rules';
import type { RecordAccess, ShareLevel } from './rules';

/** Somebody whom a record can be given to; a group with how many people that are. */
export type Principal = { kind: 'person'; person: PersonLine } | { kind: 'group'; group: GroupLine; people: number };

/** One share. Of a group that the reader may not know there is no name. */
export type ShareView = { id: string; principal: Principal | null; level: ShareLevel; sharedBy: string | null };

/** Somebody who could be given the record, with what they were given already. */
export type Candidate = { id: string; principal: Principal; level: ShareLevel | null };

/** Who may read a record, and why. */
export type Sharing = {
  record: RecordLine;
  plural: string;
  /** What holds for every record of its object. */
  objectAccess: 'private' | 'read' | 'write';
  access: RecordAccess;
  /** Whether it was restricted by hand, so that it can be opened the same way. */
  isPrivate: boolean;
  owner: PersonLine;
  /** Everybody above the owner, the nearest first. */
  managers: PersonLine[];
  shares: ShareView[];
  /** All colleagues, who read it while it is open. */
  colleagues: number;
};

/** A record in the bin. */
export type BinRow = RecordLine & {
  owner: PersonLine | null;
  deletedBy: PersonLine | null;
  deletedAt: string;
  goneAt: string;
};

/** What goes with a record that is deleted. */
export type Deletion = { record: RecordLine; posts: number; comments: number; below: number };
