import type { GroupLine, PersonLine, Place } from '@/lib/feed/view-models';

/** A text with the found words marked: odd parts are found, even ones stand around them. */
export type Marked = string[];

export type PostHit = {
  id: string;
  author: PersonLine;
  place: Place | null;
  createdAt: string;
  commentCount: number;
  excerpt: Marked;
  /** The first comment that matches, if one does. */
  comment: { author: string; excerpt: Marked } | null;
};

export type GroupHit = GroupLine & { description: string; members: number };
