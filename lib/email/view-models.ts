import type { BodyTree } from '@/lib/body/tree';
import type { Names } from '@/lib/feed/view-models';

/** What a render function makes. Tokens stand in html and text as placeholders (lib/email/placeholders.ts), never in the subject. */
export type RenderedMail = { subject: string; html: string; text: string };

/** Above this line an answer is read as a comment. It stands in mails that may be answered, whatever their language. */
export const REPLY_MARKER = '-- Reply above this line --';

/** A post in a digest beyond this number is left out. */
export const MAX_DIGEST_POSTS = 50;

/** Lines of a digest about records that changed; of the others it says how many they are. */
export const MAX_DIGEST_CHANGES = 20;

/** Comments shown with a post of a digest, and earlier ones shown with a notification. */
export const MAX_TAIL = 3;

/** Whom a mail is for. The name is empty where an address has no person yet. */
export type MailReader = { name: string; locale: string; timeZone: string };

/** What stands around the content of every mail. All URLs are absolute, or one placeholder such as `{{unsubscribe}}`. */
export type MailFrame = {
  organisation: string;
  /** The app's address, without a slash at its end. */
  appUrl: string;
  reader: MailReader;
  /** Says that there is something, and not what: no text, topic, message or name of a private place. */
  hidesContent: boolean;
  /** "You get this because you commented on this post." Empty where there is nothing to explain. */
  why: string;
  /** Where that is explained. */
  whyUrl: string | null;
  /** The person's email settings; null for those without an account. */
  settingsUrl: string | null;
  /** Usually `placeholder('unsubscribe')`; null where nobody can unsubscribe (sign-in, invitations). */
  unsubscribeUrl: string | null;
};

export type MailPerson = { id: string; name: string };

/** A group or a record. */
export type MailPlace = { name: string; isPrivate: boolean; url: string };

/** One comment, as it stands in a tail. */
export type MailComment = { id: string; author: MailPerson; at: string; body: BodyTree; names: Names };

/** As lib/notifications/rules.ts has them. */
export type MailReason =
  | 'mention_post'
  | 'mention_comment'
  | 'announcement'
  | 'comment_on_mine'
  | 'profile_post'
  | 'comment_on_profile_post'
  | 'comment_after_mine'
  | 'comment_on_liked'
  | 'comment_on_bookmarked'
  | 'like'
  | 'follow'
  | 'group_post'
  | 'join_request'
  | 'join_accepted'
  | 'join_declined'
  | 'role_changed'
  | 'added_to_group'
  | 'group_archived'
  | 'record_owner'
  | 'record_shared'
  | 'record_post';

/** One thing that happened. Likes, follows and the like of several people are one entry: who came last and how many others. */
export type MailEntry = {
  reason: MailReason;
  actor: MailPerson;
  othersCount: number;
  /** The group or record it happened in, or that it is about; null on profiles and for Everyone. */
  place: MailPlace | null;
  at: string;
  /** What was written; null for likes, follows and whatever has no text. */
  body: BodyTree | null;
  names: Names;
  /** The post that a comment or a like belongs to. */
  belongsTo: { author: MailPerson; excerpt: string } | null;
  /** For `like`: what was liked. */
  liked?: 'post' | 'comment';
  /** For `role_changed`: the role since then. */
  role?: 'owner' | 'manager' | 'member';
  /** What the actor wrote along: with a request to join, or when declining one. */
  message?: string;
  url: string;
};

/** Everything of one thread in two minutes, oldest first. There is at least one entry. */
export type NotificationMail = MailFrame & {
  entries: MailEntry[];
  /** Up to three comments before those of the entries, oldest first. */
  threadTail: MailComment[];
  /** Whether an answer to the mail becomes a comment. */
  canReply: boolean;
};

export type DigestPost = {
  id: string;
  author: MailPerson;
  place: MailPlace | null;
  /** Whose profile it stands on, when that is not the author's own. */
  profileOf: MailPerson | null;
  at: string;
  body: BodyTree;
  names: Names;
  /** Names of the topics that do not stand in the text. */
  topics: string[];
  likeCount: number;
  commentCount: number;
  /** The latest comments, oldest first, up to three. */
  comments: MailComment[];
  url: string;
};

/** "What you follow" (place null), or one group. */
export type DigestSection = { place: MailPlace | null; posts: DigestPost[] };

/** A record, group or profile that changed, and how often. */
export type DigestChange = MailPlace & { count: number };

export type DigestMail = MailFrame & {
  period: 'daily' | 'weekly';
  /** The person's own day, as YYYY-MM-DD: the day told of, or the last one of the week. */
  day: string;
  sections: DigestSection[];
  /** One line for each of what changed, which counts for nothing towards the posts; the latest first. */
  changes?: DigestChange[];
};

export type AnnouncementMail = MailFrame & {
  group: MailPlace;
  author: MailPerson;
  at: string;
  /** The last day it is shown, as YYYY-MM-DD; null when it stays. */
  until: string | null;
  body: BodyTree;
  names: Names;
  url: string;
};

export type InvitationMail = MailFrame & {
  inviter: MailPerson | null;
  /** Null for an invitation to Chatter alone. */
  group: MailPlace | null;
  message: string;
  /** Usually `placeholder('link')`. */
  url: string;
  expiresAt: string;
};

export type SignInMail = MailFrame & {
  /** Usually `placeholder('link')`. */
  url: string;
  expiresAt: string;
};

/** To owner and managers. */
export type JoinRequestMail = MailFrame & {
  group: MailPlace;
  asker: MailPerson & { title: string };
  message: string;
  at: string;
  /** The page with the open requests. */
  url: string;
};

export type JoinDecisionMail = MailFrame & {
  group: MailPlace;
  decision: 'accepted' | 'declined';
  /** Null where nobody decided: the group was opened to all. */
  decider: MailPerson | null;
  message: string;
  /** The group, or the list of groups where it may not be seen. */
  url: string;
};

/** To owner and managers: it will be archived soon, or has been. */
export type GroupNoticeMail = MailFrame & {
  group: MailPlace;
  notice: 'archive_near' | 'archived';
  /** When it is archived, or was. */
  archivesAt: string;
  lastActivityAt: string;
  /** Where one keeps it, or brings it back. */
  url: string;
};

export type TestMail = MailFrame & { sentBy: MailPerson; at: string };
